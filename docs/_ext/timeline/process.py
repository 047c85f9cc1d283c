"""Runs a program in a process of its own, exactly as Python runs it.

The program is started by ``python FILE``, with one folder more on the path of
modules: ``boot``, whose ``sitecustomize`` puts the recorder in place. So all
that begins and ends a program is Python's own doing.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
from importlib.util import decode_source
from pathlib import Path

from timeline import (
    faults,
    hooks,
    output,
    program,
    recorder,
    schema,
    tracebacks,
)

# How long, in seconds of real time, a program may take.
SECONDS = 60.0
# The exit status of a program that was ended at its limit, as of timeout(1).
TIMED_OUT = 124
# The variable of the environment in which the program's process finds what
# ``run`` wants; the program itself does not see it.
SETTINGS = "TIMELINE_SETTINGS"


def run(
    path: str,
    arguments: list[str] = (),
    *,
    seconds: float = SECONDS,
    **options,
) -> tuple[dict, int]:
    """Run a program in a process of its own, with the streams of this one.

    Return the recording and the exit status, negative for a signal. The
    ``options`` are those of ``recorder.Recorder``.
    """
    boot = str(Path(__file__).resolve().with_name("boot"))
    before = os.environ.get("PYTHONPATH")
    with tempfile.TemporaryDirectory() as temporary:
        parts = Path(temporary, "parts")
        with subprocess.Popen(
            [sys.executable, path, *arguments],
            env=os.environ
            | {
                SETTINGS: settings(parts, before, **options),
                "PYTHONPATH": os.pathsep.join(filter(None, [boot, before])),
            },
        ) as process:
            status = _wait(process, seconds)
        return assemble(path, parts, status, seconds)


def settings(parts: Path, python_path: str | None, **options) -> str:
    """Return what ``begin`` wants to find in the variable ``SETTINGS``.

    The recording is written to the new file ``parts``, and ``PYTHONPATH`` is
    put back to what it was; the ``options`` are those of ``run``.
    """
    parts.touch()
    return json.dumps(
        {"parts": str(parts), "options": options, "path": python_path}
    )


def assemble(
    path: str, parts: Path, status: int | None, seconds: float = SECONDS
) -> tuple[dict, int]:
    """Return the recording of a program that has ended, and its exit status;
    without one, it was ended after so many seconds.
    """
    found = _whole(parts.read_text("utf-8").splitlines())
    if status is None:
        message = f"The program was ended after {seconds:g} s."
        found.append(("exit", {"how": "limit", "message": message}))
        status = TIMED_OUT
    elif ("exit", {"how": "ok"}) in map(tuple, found) and status:
        # Its last words were the other ones.
        found.append(("exit", {"how": "exit", "code": status}))
    elif all(name != "exit" for name, _ in found):
        found.append(("exit", _ended_itself(status)))
    return schema.assemble(path, found), status


def _wait(process: subprocess.Popen, limit: float) -> int | None:
    try:
        return process.wait(limit)
    except KeyboardInterrupt:
        # The program got it too.
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        process.kill()
        return None


def _ended_itself(status: int) -> dict:
    """Describe an end of which Python itself knew nothing."""
    if status < 0:
        name = signal.Signals(-status).name
        message = f"The process was ended by the signal {name}."
    else:
        message = "The process ended, or became another one, at once."
    return {"how": "exit", "code": status, "message": message}


def _whole(lines: list[str]) -> list:
    """Return the parts; where the program was killed, the last is cut off."""
    parts = []
    for line in lines:
        try:
            parts.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return parts


def begin() -> None:
    """Record the program that this process is about to run."""
    settings = json.loads(os.environ.pop(SETTINGS))
    if settings["path"] is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = settings["path"]
    # A program may have a module of this name itself.
    for name in list(sys.modules):
        if name.partition(".")[0] == "timeline":
            del sys.modules[name]

    path = _path()
    long, short = (json.dumps(each)[1:-1] for each in (path, sys.argv[0]))
    descriptor = os.open(settings["parts"], os.O_WRONLY | os.O_APPEND)
    process = os.getpid()

    def sink(part: tuple[str, dict]) -> None:
        # A child of the program is not the program.
        if os.getpid() == process:
            line = json.dumps(part).replace(long, short)
            os.write(descriptor, f"{line}\n".encode())

    try:
        text = decode_source(Path(path).read_bytes())
        source, _ = program.read(text, path)
    except SyntaxError as error:
        sink(program.refused(error))
    except (OSError, UnicodeDecodeError) as error:
        sink(("exit", {"how": "refused", "message": str(error)}))
    else:
        running = recorder.Recorder(source, sink, **settings["options"])
        try:
            _put_in_place(running)
        except Exception as error:
            faults.settle(running, error)


def _path() -> str:
    """Return the program's path as its code will name it."""
    return os.path.join(os.getcwd(), sys.argv[0].removeprefix("./"))


def run_in_main() -> None:
    """Run the program ``sys.argv[0]`` as ``python FILE`` would, in a process
    that was begun for something else; call ``begin`` before.

    ``tracebacks`` knows this function: outside of it is no program.
    """
    names = vars(sys.modules["__main__"])
    kept = ("__name__", "__builtins__", "__loader__", "__spec__")
    ready = {name: names[name] for name in kept} | {"__file__": _path()}
    names.clear()
    names.update(ready)
    exec(compile(Path(_path()).read_bytes(), _path(), "exec"), names)


def _put_in_place(running: recorder.Recorder) -> None:
    real_hook = sys.excepthook
    told = False

    def excepthook(kind, error, traceback) -> None:
        nonlocal told
        # The program may call this itself, with any error.
        if error is getattr(sys, "last_value", None) and not told:
            told = True
            if not running.debug:
                tracebacks.trim(error)
            running.finished(error)
            traceback = error.__traceback__
        real_hook(kind, error, traceback)

    def ends() -> None:
        # The program may have a hook of its own.
        if not told:
            running.finished(getattr(sys, "last_value", None))

    def give_up() -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)

    def let_go() -> None:
        running.on = False
        running.owner = 0
        running.clock.let_go()

    sys.excepthook = sys.__excepthook__ = excepthook
    atexit.register(ends)
    running.give_up = give_up
    os.register_at_fork(after_in_child=let_go)
    output.install(running)
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
    hooks.install(running)
