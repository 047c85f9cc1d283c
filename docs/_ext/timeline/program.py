"""Runs a program in this interpreter, as a page in a browser has to."""

import asyncio
import contextlib
import gc
import io
import logging
import os
import signal
import sys
import types
import warnings
from collections.abc import Callable

from timeline import (
    browser,
    hooks,
    output,
    places,
    recorder,
    schema,
    tracebacks,
)


def read(text: str, path: str) -> tuple[places.Source, types.CodeType]:
    """Return the places and the code of a program.

    Raises SyntaxError where it is no Python.
    """
    with warnings.catch_warnings():
        # Python warns when it compiles the program, and once is enough.
        warnings.simplefilter("ignore")
        source = places.Source(text, path)
        return source, compile(text, path, "exec", dont_inherit=True)


def refused(error: SyntaxError) -> tuple[str, dict]:
    """Return the part of a recording that says why it could not start."""
    why = {"message": error.msg, "line": error.lineno}
    return "exit", {"how": "refused"} | {k: v for k, v in why.items() if v}


class _To(io.BufferedIOBase):
    """Hands on what a program writes; the program may close it."""

    def __init__(self, stream: io.BytesIO, name: str) -> None:
        self._stream = stream
        self.name = name

    def writable(self) -> bool:
        """Say that this is for writing."""
        return True

    def write(self, data: bytes) -> int:
        """Hand on the bytes."""
        return self._stream.write(data)


def record(
    text: str,
    path: str,
    *,
    stream: Callable[[str], io.BytesIO] = lambda _: io.BytesIO(),
    **options,
) -> tuple[dict, str, str, int]:
    """Run the program ``text`` as if it were the file ``path``.

    Return the recording, what the program wrote to standard output and to
    standard error, and its exit status. What the program raises is part of
    that; no exception of its own leaves this function. ``stream`` makes what
    takes the bytes of ``out`` and of ``err``. The ``options`` are those of
    ``recorder.Recorder``.
    """
    parts: list = []
    written = stream("out"), stream("err")
    before = sys.stdout, sys.stderr, sys.modules.get("__main__"), sys.argv
    # What a program does to these, the next one must not see.
    log, of_asyncio = logging.getLogger(), dict(vars(asyncio))
    level, handlers = log.level, log.handlers[:]
    sys.argv = [path]
    sys.path.insert(0, os.path.dirname(path))
    loop = browser.PythonsOwnLoop()
    loop.install()
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(
            _To(stream, name), "utf-8", "backslashreplace", write_through=True
        )
        for stream, name in zip(written, ("<stdout>", "<stderr>"), strict=True)
    )
    try:
        try:
            source, code = read(text, path)
        except SyntaxError as error:
            parts.append(refused(error))
            sys.excepthook(type(error), error.with_traceback(None), None)
            status = 1
        else:
            running = recorder.Recorder(source, parts.append, **options)
            loop.follow(running.clock, text, path)
            status = _run(running, code)
        out, err = (
            each.getvalue().decode("utf-8", "replace") for each in written
        )
    finally:
        sys.path.pop(0)
        sys.stdout, sys.stderr, sys.modules["__main__"], sys.argv = before
        vars(asyncio).update(of_asyncio)
        log.setLevel(level)
        log.handlers[:] = handlers
        loop.uninstall()
    return schema.assemble(path, parts), out, err, status


def _run(running: recorder.Recorder, code: types.CodeType) -> int:
    main = types.ModuleType("__main__")
    main.__file__ = os.path.abspath(code.co_filename)
    main.__builtins__ = sys.modules["builtins"]
    sys.modules["__main__"] = main
    output.install(running)
    hooks.install(running)
    try:
        return run_in_main(running, code, main)
    finally:
        # What it left behind may have last words.
        main.__dict__.clear()
        gc.collect()
        running.flush()
        hooks.uninstall(running)


def run_in_main(
    running: recorder.Recorder, code: types.CodeType, main: types.ModuleType
) -> int:
    """Run the program in its module; return its exit status.

    ``tracebacks`` knows this function: outside of it is no program.
    """
    try:
        exec(code, main.__dict__)
    except recorder.Deadlock:
        running.flush()
        return 1
    except SystemExit as error:
        running.finished(error)
        if error.code is not None and not isinstance(error.code, int):
            with contextlib.suppress(Exception):  # the program closed it
                print(error.code, file=sys.stderr)
        return recorder.status(error)
    except BaseException as error:
        if not running.debug:
            tracebacks.trim(error)
        running.finished(error)
        sys.excepthook(type(error), error, error.__traceback__)
        return -signal.SIGINT if isinstance(error, KeyboardInterrupt) else 1
    running.finished(None)
    return 0
