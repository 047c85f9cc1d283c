"""Keeps a fault of the recorder from ending the program that it records.

At the first one the recorder turns itself off, and its last words name the
fault; the program goes on without it.
"""

import contextlib
import os
import sysconfig
import traceback
from collections.abc import Callable
from functools import wraps

from timeline import tracebacks

# The methods of the recorder that asyncio, the clock or the output call, and
# what each returns once it is turned off.
HOOKS = {
    "begin": None,
    "begin_eagerly": None,
    "blocked": None,
    "cancelling": None,
    "created": None,
    "deadlock": None,
    "destroyed": None,
    "end": None,
    "gone": None,
    "named": None,
    "outside": None,
    "pause": None,
    "paused": None,
    "polls": None,
    "returning": None,
    "scheduled": None,
    "thread": 0,
    "thread_began": None,
    "thread_ended": None,
    "timer_cancelled": None,
    "timer_set": None,
    "who": ("", ""),
    "wrote": None,
}
ENDS = (
    "The recording ends here, by a fault of the recorder; the program went on."
)
SAYS = "The recorder failed, and the program went on without it: {}."
LIBRARY = os.path.join(os.path.abspath(sysconfig.get_path("stdlib")), "")
INSTALLED = os.path.join(LIBRARY, "site-packages", "")


def contain(recorder) -> None:
    """Let the recorder turn itself off where one of its hooks fails."""
    for name, otherwise in HOOKS.items():
        hook = _contained(recorder, getattr(recorder, name), otherwise)
        setattr(recorder, name, hook)


def _contained(recorder, hook: Callable, otherwise: object) -> Callable:
    @wraps(hook)
    def contained(*args, **kwargs):
        if recorder.is_broken:
            return otherwise
        try:
            return hook(*args, **kwargs)
        except Exception as error:
            settle(recorder, error)
            return otherwise

    return contained


def settle(recorder, error: Exception) -> None:
    """Turn the recorder off, as it failed with this error.

    Raises it again where it is not the recorder's: a signal may have called
    the program from anywhere, and its stack or memory may be at an end.
    """
    if isinstance(error, RecursionError | MemoryError) or not _is_own(error):
        raise error
    if recorder.is_broken:
        return
    recorder.is_broken = True
    if recorder.debug:
        traceback.print_exception(error)
    with contextlib.suppress(Exception):
        recorder.break_off(ENDS, SAYS.format(_told(error)))
    recorder.on = False
    recorder.turn = None
    recorder.begun.clear()
    recorder.clock.stop()


def _is_own(error: Exception) -> bool:
    """Say whether no code of the program, or of another library, raised it."""
    return all(
        frame.f_code.co_filename.startswith((tracebacks.FOLDER, "<frozen "))
        or (
            frame.f_code.co_filename.startswith(LIBRARY)
            and not frame.f_code.co_filename.startswith(INSTALLED)
        )
        for frame, _ in traceback.walk_tb(error.__traceback__)
    )


def _told(error: Exception) -> str:
    """Return the error, and the line of the recorder at which it arose."""
    own = [
        (os.path.basename(frame.f_code.co_filename), line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename.startswith(tracebacks.FOLDER)
    ]
    file, line = own[-1]
    return f"{type(error).__name__}: {error} ({file}, line {line})"
