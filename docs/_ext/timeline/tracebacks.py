"""Hides the recorder's own frames from whoever prints a stack."""

import os
import traceback
import types
from collections.abc import Iterator

FOLDER = os.path.join(os.path.dirname(__file__), "")

real_extract = traceback.StackSummary.__dict__[
    "_extract_from_extended_frame_gen"
]
# What stands between ``walk_stack`` and its caller when it counts the frames.
EXTRACT = traceback.StackSummary.extract.__func__.__code__


def install() -> None:
    """Let ``traceback`` see what it would see without a recorder."""

    def extract(cls, frames, **options):
        return real_extract.__func__(cls, _shown(frames), **options)

    traceback.StackSummary._extract_from_extended_frame_gen = classmethod(
        extract
    )


def uninstall() -> None:
    """Put back what was replaced."""
    traceback.StackSummary._extract_from_extended_frame_gen = real_extract


def _shown(frames: Iterator[tuple]) -> Iterator[tuple]:
    """Yield the frames, from the inside out, that are not the recorder's."""
    for frame, place in frames:
        code = frame.f_code
        if code.co_filename.startswith(FOLDER):
            if code.co_name == "run_in_main":
                return  # whoever called the recorder
        elif code is not EXTRACT:
            yield frame, place


def trim(error: BaseException) -> None:
    """Take the recorder's frames out of an exception, for good.

    So it looks right to what does not ask ``traceback``, as Python itself.
    """
    seen: set[int] = set()
    todo = [error]
    while todo:
        error = todo.pop()
        if error is None or id(error) in seen:
            continue
        seen.add(id(error))
        error.__traceback__ = _trimmed(error.__traceback__)
        todo += error.__cause__, error.__context__
        if isinstance(error, BaseExceptionGroup):
            todo += error.exceptions


def _trimmed(first: types.TracebackType | None) -> types.TracebackType | None:
    kept = []
    while first is not None:
        if not first.tb_frame.f_code.co_filename.startswith(FOLDER):
            kept.append(first)
        first = first.tb_next
    following = None
    for each in reversed(kept):
        each.tb_next = following
        following = each
    return following
