"""A lab is one program: its settings differ in their knobs alone."""

import ast
from pathlib import Path

import pytest

import recordings

LABS = recordings.EXAMPLES / "labs"
PROGRAMS = sorted({path.parent for path in LABS.rglob("*.py")})


def _knobs(path: Path) -> tuple[dict[str, str], str]:
    """Return the constants at the top by name, and the rest as text."""
    _, *body = ast.parse(path.read_bytes()).body
    knobs, rest = {}, []
    for node in body:
        match node:
            case ast.Assign([ast.Name(name)], value) if name.isupper():
                knobs[name] = ast.unparse(value)
            case _:
                rest.append(ast.unparse(node))
    return knobs, "\n".join(rest)


@pytest.mark.parametrize(
    "folder", PROGRAMS, ids=lambda folder: folder.relative_to(LABS).as_posix()
)
def test_settings_differ_in_their_knobs_alone(folder: Path) -> None:
    """They have the same knobs, each a setting of its own, and one program."""
    read = {path.name: _knobs(path) for path in sorted(folder.glob("*.py"))}
    # A module that they share has no knobs.
    read = {name: found for name, found in read.items() if found[0]}
    assert read
    (names, program), *_ = ((set(k), rest) for k, rest in read.values())
    others = [
        name
        for name, (knobs, rest) in read.items()
        if set(knobs) != names or rest != program
    ]
    assert not others
    settings = [tuple(knobs.items()) for knobs, _ in read.values()]
    assert len(set(settings)) == len(settings)
