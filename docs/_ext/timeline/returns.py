"""Tells the recorder when a task's function is about to return.

From Python 3.12 on, ``sys.monitoring`` does. It has room for six tools; the
recorder is one of them where there is room, and gives way to the program.
"""

import sys
import weakref
from collections.abc import Callable
from functools import wraps
from types import CodeType

HAS_MONITORING = sys.version_info >= (3, 12)
# The numbers of tools that Python leaves to anybody come first.
TOOLS = (4, 3, 5, 2, 1, 0)
NAME = "timeline"
FULL = (
    "All of Python's monitoring tools are in use: what a task's function "
    "leaves may go later than without a recorder."
)


class Returns:
    """Calls ``returning`` when a watched function is about to return.

    ``note`` is called with a sentence where that cannot be.
    """

    def __init__(
        self, returning: Callable[..., None], note: Callable[[str], None]
    ) -> None:
        self._returning = returning
        self._note = note
        self._tool: int | None = None
        self._watched: weakref.WeakSet[CodeType] = weakref.WeakSet()
        self._before: dict[str, Callable] = {}

    def install(self) -> None:
        """Take a tool that is free, and give way to the program."""
        if not HAS_MONITORING:
            return
        use, get = sys.monitoring.use_tool_id, sys.monitoring.get_tool

        @wraps(use)
        def use_tool_id(tool, name, /):
            if tool == self._tool:
                self._leave()
                try:
                    use(tool, name)
                finally:
                    self._take()
            else:
                use(tool, name)

        @wraps(get)
        def get_tool(tool, /):
            return None if tool == self._tool else get(tool)

        self._before = {"use_tool_id": use, "get_tool": get}
        self._take()
        sys.monitoring.use_tool_id = use_tool_id
        sys.monitoring.get_tool = get_tool

    def uninstall(self) -> None:
        """Give the tool back."""
        for name, function in self._before.items():
            setattr(sys.monitoring, name, function)
        if self._tool is not None:
            self._leave()

    def watch(self, code: CodeType) -> None:
        """Watch the function of this code."""
        if self._tool is not None:
            self._watched.add(code)
            sys.monitoring.set_local_events(
                self._tool, code, sys.monitoring.events.PY_RETURN
            )

    def _take(self) -> None:
        monitoring = sys.monitoring
        get_tool = self._before["get_tool"]
        free = [tool for tool in TOOLS if get_tool(tool) is None]
        if not free:
            self._note(FULL)
            return
        self._tool = free[0]
        self._before["use_tool_id"](self._tool, NAME)
        monitoring.register_callback(
            self._tool, monitoring.events.PY_RETURN, self._returning
        )

    def _leave(self) -> None:
        """Leave nothing behind for whoever has the number next."""
        monitoring = sys.monitoring
        for code in self._watched:
            monitoring.set_local_events(self._tool, code, 0)
        self._watched.clear()
        monitoring.register_callback(
            self._tool, monitoring.events.PY_RETURN, None
        )
        monitoring.free_tool_id(self._tool)
        self._tool = None
