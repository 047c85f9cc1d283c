"""Learns at which line a coroutine, or the program itself, came to its end.

Afterwards nobody could tell: nothing keeps the frame.
"""

import opcode
import sys
import types
from collections.abc import Callable

# inspect.CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR
SUSPENDABLE = 0x20 | 0x80 | 0x200

Finished = Callable[[BaseException | None], None]


def watch(recorder, finished: Finished | None = None) -> None:
    """Tell the recorder the lines of returns from here on.

    ``finished`` is called when the main module ends, with its exception.
    """
    if sys.version_info >= (3, 12):
        _Monitor(recorder, finished).install()
    else:
        sys.settrace(_Tracer(recorder, finished).called)


def unwatch() -> None:
    """Let returns pass again."""
    if sys.version_info >= (3, 12):
        sys.monitoring.free_tool_id(sys.monitoring.PROFILER_ID)
    else:
        sys.settrace(None)


class _Watcher:
    def __init__(self, recorder, finished: Finished | None) -> None:
        self.recorder = recorder
        self.source = recorder.source
        self.finished = finished
        self.main: types.CodeType | None = None

    def is_watched(self, code: types.CodeType) -> bool:
        """Say whether it matters where this code ends."""
        if code.co_filename != self.source.path:
            return False
        if code.co_name == "<module>" and self.main is None:
            self.main = code
        return code is self.main or bool(code.co_flags & SUSPENDABLE)

    def left(
        self, code: types.CodeType, line: int, error: BaseException | None
    ) -> None:
        """Note that the code has ended."""
        if code is not self.main:
            self.recorder.returned[code] = line
        elif self.finished:
            self.finished(error)


class _Monitor(_Watcher):
    """From Python 3.12 on."""

    def install(self) -> None:
        monitoring = sys.monitoring
        self.tool, self.events = monitoring.PROFILER_ID, monitoring.events
        self.watched: set[types.CodeType] = set()
        self.again: dict[types.CodeType, tuple[int, int]] = {}
        monitoring.use_tool_id(self.tool, "timeline")
        callbacks = {
            self.events.PY_START: self.started,
            self.events.PY_RETURN: self.returned,
            # A bare raise leaves no trace in the traceback.
            self.events.RERAISE: self.reraised,
            self.events.PY_UNWIND: self.unwound,
        }
        for event, callback in callbacks.items():
            monitoring.register_callback(self.tool, event, callback)
        monitoring.set_events(
            self.tool,
            self.events.PY_START | self.events.RERAISE | self.events.PY_UNWIND,
        )

    def started(self, code: types.CodeType, _: int) -> object:
        if self.is_watched(code):
            self.watched.add(code)
            sys.monitoring.set_local_events(
                self.tool, code, self.events.PY_RETURN
            )
        return sys.monitoring.DISABLE

    def returned(self, code: types.CodeType, offset: int, _) -> None:
        self.left(code, self.source.position(code, offset)[0], None)

    def reraised(self, code: types.CodeType, offset: int, error) -> None:
        if code in self.watched:
            line = self.source.position(code, offset)[0]
            if line is not None and line not in self.source.passing:
                self.again[code] = line, id(error)

    def unwound(self, code: types.CodeType, _, error: BaseException) -> None:
        traceback = error.__traceback__
        # A task that is cancelled before it starts has no PY_START.
        if self.is_watched(code) and traceback:
            line, number = self.again.pop(code, (0, 0))
            here = line if number == id(error) else traceback.tb_lineno
            self.left(code, here, error)


class _Tracer(_Watcher):
    """For Python 3.11."""

    RETURN = opcode.opmap.get("RETURN_VALUE")
    error: BaseException | None = None

    def called(self, frame: types.FrameType, _, __) -> Callable | None:
        if not self.is_watched(frame.f_code):
            return None
        frame.f_trace_lines = False
        return self.traced

    def traced(self, frame: types.FrameType, event: str, what) -> Callable:
        code = frame.f_code
        if event == "exception" and code is self.main:
            self.error = what[1]
            frame.f_trace_lines = True
        elif event == "line":
            # The program has caught it, and may want it gone.
            self.error = None
            frame.f_trace_lines = False
        elif event == "return":
            raised = code.co_code[frame.f_lasti] != self.RETURN
            error, self.error = self.error, None
            self.left(code, frame.f_lineno, error if raised else None)
        return self.traced
