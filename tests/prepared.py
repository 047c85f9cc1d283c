"""A Python that is ready: it forks for each program that is to be recorded.

To start Python twice and to import asyncio takes ten times as long as most
examples work. This file is both: the program of the Python that is ready, and
what speaks with it. A program runs in its own process all the same.
"""

import gc
import json
import os
import subprocess
import sys
import threading

from timeline import process  # with asyncio


class Prepared:
    """A Python whose strings have the hashes of one seed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, __file__],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, program: dict[str, str], limit: float) -> tuple:
        """Run a program; return its process group, and its exit status, or
        None where it was ended at the limit of so many seconds.

        Of it are told ``folder`` and ``path``, the files ``out`` and ``err``
        for what it writes, and what ``process.settings`` returns.
        """
        print(json.dumps(program), file=self._server.stdin, flush=True)
        group = int(self._server.stdout.readline())
        late = threading.Event()

        def end() -> None:
            late.set()
            os.killpg(group, 9)

        timer = threading.Timer(limit, end)
        timer.start()
        status = int(self._server.stdout.readline())
        timer.cancel()
        return group, None if late.is_set() else status

    def stop(self) -> None:
        """End the Python that is ready."""
        self._server.communicate()


def _next_request() -> dict:
    """Fork for each line; return in the new process, with what it asks for."""
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            return json.loads(line)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    sys.exit()


def _become(folder: str, path: str, out: str, err: str, settings: str) -> None:
    """Be the process that the program would find, and begin to record it."""
    os.setsid()
    os.chdir(folder)
    for number, name in enumerate((os.devnull, out, err)):
        opened = os.open(name, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 (as long as it runs)
    sys.argv, sys.path[0] = [path], os.path.dirname(os.path.abspath(path))
    os.environ[process.SETTINGS] = settings
    process.begin()


if __name__ == "__main__":
    _become(**_next_request())
    process.run_in_main()
