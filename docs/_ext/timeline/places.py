"""Where a program stands: its lines, and the text that is awaited."""

import ast
import gc
import re
import sys
from collections.abc import Iterator
from types import (
    AsyncGeneratorType,
    CodeType,
    CoroutineType,
    FrameType,
    GeneratorType,
    TracebackType,
)

# They stand between a coroutine and what it awaits, and have no attribute that
# leads there.
GO_BETWEENS = {
    "anext_awaitable",
    "async_generator_asend",
    "async_generator_athrow",
    "coroutine_wrapper",
}
SUSPENDING = (ast.Await, ast.Yield, ast.YieldFrom, ast.AsyncFor, ast.AsyncWith)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Source:
    """The text of one program, and the places in it.

    Raises SyntaxError (also for null bytes) where it is no Python.
    """

    def __init__(self, text: str, path: str) -> None:
        try:
            tree = ast.parse(text, path)
        except ValueError as error:
            raise SyntaxError(str(error)) from error
        self.path = path
        self._lines = [line.encode() for line in text.splitlines(True)]
        self._nodes = [
            node
            for node in ast.walk(tree)
            if isinstance(node, SUSPENDING) or _is_async_comprehension(node)
        ]
        self._found: dict[tuple[CodeType, int], tuple[int, str]] = {}
        self._positions: dict[CodeType, list] = {}

    def position(self, code: CodeType, offset: int) -> tuple:
        """Return first and last line, first and last column of an
        instruction, which is ``offset`` bytes into the code.
        """
        if code not in self._positions:
            self._positions[code] = list(code.co_positions())
        return self._positions[code][max(offset, 0) // 2]

    def suspended(self, frame: FrameType) -> tuple[int, str]:
        """Return the line at which the frame is suspended, and what it awaits.

        Python 3.11 and 3.12 place ``async with`` on the whole statement and
        later ones on the expression; the line is that of the statement.
        """
        key = frame.f_code, frame.f_lasti
        if key not in self._found:
            self._found[key] = self._search(frame)
        return self._found[key]

    def _search(self, frame: FrameType) -> tuple[int, str]:  # noqa: PLR0911
        place = self.position(frame.f_code, frame.f_lasti)
        if None in place:
            return frame.f_lineno, ""
        first, last, column, end_column = place
        around = [
            node
            for node in self._nodes
            if (node.lineno, node.col_offset) <= (first, column)
            and (last, end_column) <= (node.end_lineno, node.end_col_offset)
        ]
        if not around:
            return frame.f_lineno, ""
        node = max(around, key=lambda node: (node.lineno, node.col_offset))
        if isinstance(node, COMPREHENSIONS):
            node = next(each for each in node.generators if each.is_async)
            return node.iter.lineno, self._text(node.iter)
        if isinstance(node, ast.AsyncFor):
            return node.lineno, self._text(node.iter)
        if isinstance(node, ast.AsyncWith):
            items = [item.context_expr for item in node.items]
            return node.lineno, ", ".join(map(self._text, items))
        if node.value is None:
            return node.lineno, "yield"
        return node.lineno, self._text(node.value)

    def _text(self, node: ast.expr) -> str:
        """Return the source of an expression, on one line."""
        lines = self._lines[node.lineno - 1 : node.end_lineno]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        text = " ".join(b"".join(lines).decode().split())
        # As it would stand on one line, without the breaks at its brackets.
        return re.sub(r"(?<=[(\[{]) | (?=[)\]}])", "", text)

    def line(self, frame: FrameType | None) -> int | None:
        """Return the line of the innermost frame in this file, if any.

        What called the event loop is no part of it.
        """
        while frame is not None:
            if frame.f_code.co_filename == self.path:
                return frame.f_lineno
            if frame.f_code.co_name == "_run_once":
                return None
            frame = frame.f_back
        return None

    def raised(self, traceback: TracebackType | None) -> int | None:
        """Return the line of this file from which an exception came last."""
        line = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == self.path:
                line = traceback.tb_lineno
            traceback = traceback.tb_next
        return line


def _is_async_comprehension(node: ast.AST) -> bool:
    return isinstance(node, COMPREHENSIONS) and any(
        generator.is_async for generator in node.generators
    )


def frames(awaitable: object) -> Iterator[FrameType]:
    """Yield the suspended frames from a coroutine to the innermost one."""
    while awaitable is not None:
        if isinstance(awaitable, CoroutineType):
            frame, inner = awaitable.cr_frame, awaitable.cr_await
        elif isinstance(awaitable, GeneratorType):
            frame, inner = awaitable.gi_frame, awaitable.gi_yieldfrom
        elif isinstance(awaitable, AsyncGeneratorType):
            frame, inner = awaitable.ag_frame, awaitable.ag_await
        elif type(awaitable).__name__ in GO_BETWEENS:
            frame, inner = None, behind(awaitable)
        else:
            return
        if frame is not None:
            yield frame
        awaitable = inner


def behind(go_between: object) -> object:
    """Return the coroutine or generator behind one of ``GO_BETWEENS``."""
    kinds = CoroutineType, GeneratorType, AsyncGeneratorType
    for found in gc.get_referents(go_between):
        if isinstance(found, kinds) or type(found).__name__ in GO_BETWEENS:
            return found
    return None


def local(frame: FrameType, name: str) -> object:
    """Return the value of a local variable of a function, or None."""
    names = frame.f_locals
    value = names.get(name)
    if sys.version_info < (3, 13):
        # Here the frame keeps this dictionary, and with it each value alive.
        names.clear()
    return value


def is_over(coroutine: object) -> bool:
    """Say whether a coroutine or generator has run to its end."""
    for name in "cr_frame", "gi_frame", "ag_frame":
        if hasattr(coroutine, name):
            return getattr(coroutine, name) is None
    return False
