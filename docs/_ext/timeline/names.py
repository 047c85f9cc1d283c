"""Names for things, as the author of a program would write them.

Nothing here runs code of the program: no ``repr`` or ``str`` of its objects.
"""

import types
from collections.abc import Callable
from functools import partial

from timeline import places

NAMED = (
    types.AsyncGeneratorType,
    types.BuiltinFunctionType,
    types.CoroutineType,
    types.FunctionType,
    types.GeneratorType,
    types.MethodType,
    type,
)
# Larger integers are addresses, or too long.
LARGE = 10**6
# How many characters of a text, and how many items of a list, are shown.
LETTERS = 24
ITEMS = 4


def call(coroutine: object) -> str:
    """Return the call that made a coroutine, such as ``fetch('a', 1)``."""
    if type(coroutine).__name__ in {
        "async_generator_asend",
        "async_generator_athrow",
    }:
        # The method that made it (aclose, athrow, asend) is not known.
        return f"{call(places.behind(coroutine))} closing"
    frame = getattr(coroutine, "cr_frame", None)
    if frame is None:
        return f"{function(coroutine)}()"
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    names = code.co_varnames[:count]
    if names[:1] in {("self",), ("cls",)}:
        names = names[1:]
    values = [brief(places.local(frame, name)) for name in names]
    # Arguments that cannot be shown would say nothing.
    while values and values[-1] == "…":
        values.pop()
    if len(values) < len(names):
        values.append("…")
    return f"{function(coroutine)}({', '.join(values)})"


def function(thing: object) -> str:
    """Return the name of a function, method, partial or coroutine."""
    while isinstance(thing, partial):
        thing = thing.func
    named = isinstance(thing, NAMED)
    name = thing.__qualname__ if named else type(thing).__name__
    return name.rpartition("<locals>.")[2].replace("<lambda>", "lambda")


def brief(value: object) -> str:  # noqa: PLR0911
    """Return a short text for a plain value, and an ellipsis for others."""
    kind = type(value)
    if value is None or kind in {bool, float}:
        return repr(value)
    if kind is int and abs(value) < LARGE:
        return repr(value)
    if kind in {str, bytes}:
        if len(value) > LETTERS:
            return repr(value[: LETTERS - 1]) + "…"
        return repr(value)
    if kind in {list, tuple} and len(value) <= ITEMS:
        inner = ", ".join(map(brief, value))
        if kind is list:
            return f"[{inner}]"
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return "…"


def described(error: BaseException) -> dict:
    """Return ``exc`` and ``message`` of an exception.

    The message is left out where the program itself writes it.
    """
    described = {"exc": type(error).__name__}
    if isinstance(type(error).__str__, types.WrapperDescriptorType):
        plain = all(type(each) in {str, int, float} for each in error.args)
        group = isinstance(error, BaseExceptionGroup)
        message = str(error) if plain or group else ""
        if message:
            described["message"] = message[:200]
    return described


def known(fields: dict) -> dict:
    """Return the fields without those that are None, False or empty."""
    return {
        key: value
        for key, value in fields.items()
        if value is not None and value is not False and value not in ("", [])
    }


def _module(callback: object) -> str:
    while isinstance(callback, partial):
        callback = callback.func
    callback = getattr(callback, "__func__", callback)
    if isinstance(callback, types.FunctionType):
        return callback.__globals__.get("__name__") or ""
    return ""


def is_internal(callback: object) -> bool:
    """Say whether a callback is no code of the program."""
    return _module(callback).partition(".")[0] in {
        "asyncio",
        "concurrent",
        "timeline",
    }


def timer(callback: object) -> str:
    """Return what kind of timer it is that calls this when it fires."""
    name = function(callback)
    if name == "_set_result_unless_cancelled":
        return "sleep"
    return "timeout" if is_internal(callback) else name


def threaded(work: Callable) -> str:
    """Return the name of what a thread is to do, as ``to_thread`` hides it."""
    if (
        isinstance(work, partial)
        and work.args
        and function(work.func) == "Context.run"
    ):
        shown = map(brief, work.args[1:])
        return f"{function(work.args[0])}({', '.join(shown)})"
    return f"{function(work)}()"


def is_of_asyncio(frame: types.FrameType) -> bool:
    """Say whether a frame is of asyncio itself, not of another library."""
    module = frame.f_globals.get("__name__") or ""
    return module.partition(".")[0] == "asyncio"


def library(frames: list[types.FrameType]) -> str:
    """Return what of asyncio a task waits in, such as ``Queue.get``."""
    for frame in filter(is_of_asyncio, frames):
        name = frame.f_code.co_qualname
        if name.startswith("TaskGroup."):
            return "TaskGroup"
        if not name.rpartition(".")[2].startswith("_") and "<" not in name:
            return name
    return ""
