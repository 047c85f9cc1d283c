"""Where a program stands: its lines, and the text that is awaited."""

import ast
import gc
import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from importlib.util import decode_source
from pathlib import Path
from types import (
    AsyncGeneratorType,
    CodeType,
    CoroutineType,
    FrameType,
    GeneratorType,
    TracebackType,
)
from typing import NamedTuple

# What is no code of a program, wherever the program lies: Python's library,
# the recorder, and by the name of their folder the installed packages.
FOREIGN = tuple(
    os.path.join(os.path.abspath(folder), "")
    for folder in (
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("platstdlib"),
        os.path.dirname(__file__),
    )
)
INSTALLED = {"site-packages", "dist-packages"}
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
    """The text of one file, and the places in it.

    Raises SyntaxError (also for null bytes) where it is no Python.
    """

    def __init__(self, text: str, path: str) -> None:
        try:
            tree = ast.parse(text, path)
        except ValueError as error:
            raise SyntaxError(str(error)) from error
        self.path = path
        # Of a file that is not the main one: as a reader knows it.
        self.name: str | None = None
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


class Place(NamedTuple):
    """A line of the program; ``file`` where it is not in the main one."""

    line: int | None = None
    file: str | None = None


class Sources:
    """The files of one program: the main one, and what it imports of its own.

    Its own is what lies in the folder of the main file or below, and belongs
    neither to Python nor to an installed package.
    """

    def __init__(self, main: Source) -> None:
        self.main = main
        self._folder = os.path.dirname(os.path.abspath(main.path))
        self._found: dict[str, Source | None] = {main.path: main}

    def find(self, code: CodeType) -> Source | None:
        """Return the file of the program to which the code belongs, if any."""
        path = code.co_filename
        if path not in self._found:
            self._found[path] = self._read(path)
        return self._found[path]

    def _read(self, path: str) -> Source | None:
        whole = os.path.abspath(path)
        own = os.path.join(self._folder, "")
        if not whole.startswith(own) or whole.startswith(FOREIGN):
            return None
        if INSTALLED & set(whole.split(os.sep)) or not os.path.isfile(whole):
            return None
        try:
            text = decode_source(Path(whole).read_bytes())
            source = Source(text, path)
        except (OSError, SyntaxError, UnicodeDecodeError):
            source = Source("", path)  # its lines are known without a text
        source.name = Path(whole).relative_to(self._folder).as_posix()
        return source

    def at(self, code: CodeType, line: int | None) -> Place:
        """Return the place of a line of the code."""
        source = self.find(code)
        if source is None or line is None:
            return Place()
        return Place(line, source.name)

    def suspended(self, frame: FrameType) -> tuple[Place, str]:
        """Return where a frame of the program is suspended, and what it
        awaits.
        """
        line, text = self.find(frame.f_code).suspended(frame)
        return self.at(frame.f_code, line), text

    def place(self, frame: FrameType | None) -> Place:
        """Return the place of the innermost frame in the program, if any.

        What called the event loop is no part of it.
        """
        while frame is not None:
            if self.find(frame.f_code):
                return self.at(frame.f_code, frame.f_lineno)
            if frame.f_code.co_name == "_run_once":
                break
            frame = frame.f_back
        return Place()

    def raised(self, traceback: TracebackType | None) -> Place:
        """Return the place from which an exception came last."""
        place = Place()
        while traceback is not None:
            code = traceback.tb_frame.f_code
            if self.find(code):
                place = self.at(code, traceback.tb_lineno)
            traceback = traceback.tb_next
        return place


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


def caller() -> FrameType | None:
    """Return the innermost frame that is not the recorder's."""
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.startswith(FOREIGN[-1]):
        frame = frame.f_back
    return frame


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
