"""Lets what tells the date and the time of day follow the clock.

The functions of ``time`` that read the clock unless they are given a time are
replaced in their module. ``datetime`` and ``date`` are changed in place:
programs import these classes by name, compare them and pickle what they make.
"""

import ctypes
import datetime
import gc
import sys
import time
import warnings
from collections.abc import Callable

REAL = {
    name: getattr(time, name)
    for name in (
        "asctime",
        "clock_gettime",
        "clock_gettime_ns",
        "ctime",
        "gmtime",
        "localtime",
        "strftime",
    )
    if hasattr(time, name)
}
REAL_METHODS = {
    (cls, name): vars(cls)[name]
    for cls, name in (
        (datetime.datetime, "now"),
        (datetime.datetime, "utcnow"),
        (datetime.date, "today"),
    )
}
UTCNOW_IS_DEPRECATED = (
    "datetime.datetime.utcnow() is deprecated and scheduled for removal in a "
    "future version. Use timezone-aware objects to represent datetimes in "
    "UTC: datetime.datetime.now(datetime.UTC)."
)


def install(clock: object) -> None:
    """Let them follow a clock, which has the functions of ``time``."""
    for function in _functions(clock):
        if function.__name__ in REAL:
            setattr(time, function.__name__, function)

    def now(cls, tz=None):
        return cls.fromtimestamp(clock.time(), tz)

    def utcnow(cls):
        return _utcnow(cls, clock.time())

    def today(cls):
        return cls.fromtimestamp(clock.time())

    methods = dict(zip(REAL_METHODS, (now, utcnow, today), strict=True))
    for (cls, name), method in methods.items():
        method.__qualname__ = f"{cls.__name__}.{name}"
        _change(cls, name, classmethod(method))


def uninstall() -> None:
    """Put back what ``install`` replaced."""
    for name, function in REAL.items():
        setattr(time, name, function)
    for (cls, name), method in REAL_METHODS.items():
        _change(cls, name, method)


def _functions(clock: object) -> list[Callable]:
    def given(seconds: float | None) -> float:
        return clock.time() if seconds is None else seconds

    def localtime(seconds=None, /):
        return REAL["localtime"](given(seconds))

    def gmtime(seconds=None, /):
        return REAL["gmtime"](given(seconds))

    def ctime(seconds=None, /):
        return REAL["ctime"](given(seconds))

    def asctime(*moment):
        return REAL["asctime"](*moment or (localtime(),))

    def strftime(form, *moment):
        return REAL["strftime"](form, *moment or (localtime(),))

    def clock_gettime(which, /):
        if which == time.CLOCK_REALTIME:
            return clock.time()
        if which == time.CLOCK_MONOTONIC:
            return clock.monotonic()
        return REAL["clock_gettime"](which)

    def clock_gettime_ns(which, /):
        if which == time.CLOCK_REALTIME:
            return clock.time_ns()
        if which == time.CLOCK_MONOTONIC:
            return clock.monotonic_ns()
        return REAL["clock_gettime_ns"](which)

    functions = [localtime, gmtime, ctime, asctime, strftime]
    functions += [clock_gettime, clock_gettime_ns]
    for function in functions:
        function.__qualname__ = function.__name__
    return functions


def _utcnow(cls: type, seconds: float) -> datetime.datetime:
    if sys.version_info >= (3, 12):
        warnings.warn(UTCNOW_IS_DEPRECATED, DeprecationWarning, stacklevel=3)
    aware = cls.fromtimestamp(seconds, datetime.UTC)
    return aware.replace(tzinfo=None)


def _change(cls: type, name: str, method: object) -> None:
    """Change a method of a class that refuses to be changed."""
    (attributes,) = gc.get_referents(vars(cls))
    attributes[name] = method
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))
