"""The examples, and the recordings that stand beside them.

Every Python file below ``examples/`` is an example. Running it once, as a
reader would, left its *recording* beside it:

``gather.out``
    what it printed; always there.
``gather.err``
    what it wrote to standard error; only where it wrote something.
``gather.exit``
    its exit status, or ``never`` where it does not end; only where that is not
    0. A person writes this file, and with it declares that the example fails,
    or hangs, on purpose.
``gather.race``
    why what it does depends on luck, in a sentence. A person writes this file,
    and with it declares that the example races on purpose.
``gather.local``
    why a browser cannot do the same, in a sentence. A person writes this file,
    and with it declares that the example runs on the reader's machine alone.
``gather.json``
    what its event loop did, as ``timeline`` describes it; only where it has a
    loop, and waits for nothing that cannot be simulated.
``gather.3.11.json``
    the same for Python 3.11 alone, where that truly differs; the other file
    stands for all other versions. A person makes this file, empty, and with it
    declares the difference.

The tests compare and ``make update`` writes recordings; the build reads them.
"""

import ast
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"

# Instead of the exit status of an example that waits for ever.
NEVER = "never"

VERSION = "{}.{}".format(*sys.version_info)

# The reference pattern of PEP 723.
METADATA = re.compile(
    r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$"
)


class RecordingError(Exception):
    """An example or its recording cannot be used; the text says what to do."""


@dataclass(frozen=True)
class Recording:
    """What one run of an example did."""

    out: str
    err: str = ""
    status: int | str = 0


@dataclass(frozen=True)
class Example:
    """One file below ``examples/``."""

    path: Path

    @property
    def name(self) -> str:
        """The path below ``examples/``, as pages write it."""
        return self.path.relative_to(EXAMPLES).as_posix()

    @property
    def shown_path(self) -> str:
        """The path from the top of the project, as a reader types it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def exists(self) -> bool:
        """Whether it is a program below ``examples/``."""
        return (
            self.path.is_relative_to(EXAMPLES)
            and self.path.suffix == ".py"
            and self.path.is_file()
        )

    def beside(self, suffix: str) -> Path:
        """Return the file of the recording that ends in ``suffix``."""
        return self.path.with_suffix(suffix)

    @cached_property
    def summary(self) -> str:
        """The first line of the docstring.

        Raises RecordingError where there is no docstring, or no Python.
        """
        return ast.literal_eval(self._docstring.value).splitlines()[0]

    @cached_property
    def first_line(self) -> int:
        """The number, from 1, of the first line below the docstring.

        Raises RecordingError where there is no docstring, or no Python.
        """
        number = self._docstring.end_lineno
        lines = self.path.read_text("utf-8").splitlines()
        while number < len(lines) and not lines[number].strip():
            number += 1
        return number + 1

    @cached_property
    def _docstring(self) -> ast.Expr:
        try:
            module = ast.parse(self.path.read_bytes())
        except FileNotFoundError:
            raise RecordingError(f"there is no {self.shown_path}") from None
        except SyntaxError as error:
            raise RecordingError(
                f"{self.shown_path}:{error.lineno}: {error.msg}"
            ) from error
        if not ast.get_docstring(module):
            raise RecordingError(
                f"{self.shown_path}:1: the example has no docstring; "
                "say in one line what it shows"
            )
        return module.body[0]

    @cached_property
    def metadata(self) -> dict:
        """The PEP 723 block ``script``; empty where there is none.

        Raises RecordingError where the block is not valid TOML.
        """
        text = self.path.read_text("utf-8")
        found = [m for m in METADATA.finditer(text) if m["type"] == "script"]
        if not found:
            return {}
        lines = found[0]["content"].splitlines(keepends=True)
        content = "".join(line.removeprefix("#")[1:] or "\n" for line in lines)
        try:
            return tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            line = text.count("\n", 0, found[0].start()) + 1
            raise RecordingError(
                f"{self.shown_path}:{line}: the PEP 723 block is not valid: "
                f"{error}"
            ) from error

    @property
    def requires_python(self) -> str:
        """The ``requires-python`` of the PEP 723 block, or an empty string."""
        return self.metadata.get("requires-python", "")

    @property
    def expected_status(self) -> int | str:
        """The exit status that the example is meant to have, or ``NEVER``.

        Raises RecordingError where ``.exit`` holds neither.
        """
        declared = self.beside(".exit")
        if not declared.exists():
            return 0
        text = declared.read_text("utf-8").strip()
        try:
            return text if text == NEVER else int(text)
        except ValueError:
            raise RecordingError(
                f"{declared.relative_to(ROOT)}:1: {text!r} is not an exit "
                "status; write the number with which the example is to end, "
                f"or {NEVER!r} if it is to wait for ever"
            ) from None

    @property
    def race(self) -> str:
        """Why what it does depends on luck; empty where it does not.

        Raises RecordingError where ``.race`` gives no reason.
        """
        return self._declared(".race", "what depends on luck")

    @property
    def local(self) -> str:
        """Why a browser cannot do the same; empty where it can.

        Raises RecordingError where ``.local`` gives no reason.
        """
        return self._declared(".local", "what a browser cannot do")

    def _declared(self, suffix: str, what: str) -> str:
        """Return the sentence in the file with the suffix, if there is one."""
        path = self.beside(suffix)
        if not path.exists():
            return ""
        text = path.read_text("utf-8").strip()
        if not text:
            raise RecordingError(
                f"{path.relative_to(ROOT)}:1: say in a sentence {what}"
            )
        return text

    def events_path(self, version: str = VERSION) -> Path:
        """Return the file of the events, for a version such as 3.11."""
        return self.all_events().get(version, self.beside(".json"))

    def all_events(self) -> dict[str, Path]:
        """Return the files of events that stand beside the example, by the
        version that each is for; the common one, with an empty version, first.
        """
        common, first = self.beside(".json"), f"{self.path.stem}."
        found = {"": common} if common.exists() else {}
        for path in sorted(self.path.parent.glob(f"{first}*.json")):
            found[path.name.removeprefix(first).removesuffix(".json")] = path
        return found

    def recording(self) -> Recording:
        """Read what stands beside the example.

        Raises RecordingError where it was never recorded.
        """
        if not self.beside(".out").exists():
            raise RecordingError(
                f"{self.shown_path} has no recording; run make update"
            )
        err = self.beside(".err")
        return Recording(
            self.beside(".out").read_text("utf-8"),
            err.read_text("utf-8") if err.exists() else "",
            self.expected_status,
        )


def load_events(path: Path) -> dict:
    """Read a file of events.

    Raises RecordingError where it is no JSON.
    """
    try:
        return json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        name = path.relative_to(ROOT).as_posix()
        raise RecordingError(
            f"{name}:{error.lineno}: {error.msg}; run make update"
        ) from error


def all_examples() -> list[Example]:
    """Return every example, ordered by path."""
    return [Example(path) for path in sorted(EXAMPLES.rglob("*.py"))]
