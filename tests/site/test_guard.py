"""The build refuses what no test verifies, and says where it stands."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import recordings

PAGE = """\
Page
====

.. literalinclude:: /../examples/toast.py
   :emphasize: toast

.. recording:: toast.py

.. claim:: test_toast.py::test_toast
"""
# What a program becomes, and the page that shows what has changed.
LATER = '''\
"""Make toast, and jam."""

JAM = "jam"


def spread():
    print(JAM)


print("toast")
spread()
'''
CHANGES = """\
.. literalinclude:: /../examples/later.py
   :changed-since: /../examples/toast.py
   :end-before: spread

.. literalinclude:: /../examples/later.py
   :changed-since: /../examples/toast.py
   :start-at: spread

.. recording:: later.py
"""
EXAMPLE = '"""Make toast."""\n\nprint("toast")\n'
CLAIM = '''\
import pytest


@pytest.mark.mutation("1 ", "2 ")
@pytest.mark.ours
def test_toast():
    """Toast is *one* thing."""
    assert 1 < 2
'''
CONF = """\
import sys
sys.path.insert(0, "docs/_ext")
extensions = [
    "sphinx.ext.intersphinx", "folds", "examples", "claims", "lists", "guard"
]
intersphinx_mapping = {
    "python": ("https://docs.python.org/3", "_inventory/python.inv")
}
exclude_patterns = ["_*"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project of one page that the guard lets pass."""
    for name, text in {
        "conf.py": CONF,
        "docs/index.rst": PAGE,
        "examples/toast.py": EXAMPLE,
        "examples/toast.out": "toast\n",
        "tests/claims/test_toast.py": CLAIM,
        "elsewhere/loose.py": "print('unverified')\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in "docs/_ext", "docs/_inventory":
        shutil.copytree(recordings.ROOT / name, tmp_path / name)
    shutil.copy(recordings.ROOT / "Makefile", tmp_path)
    return tmp_path


def build(project: Path) -> subprocess.CompletedProcess[str]:
    """Build the project as ``make html`` does."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--quiet", "--nitpicky"),
            # In CI Sphinx would colour what it says.
            *("--no-color", "--fail-on-warning", "--keep-going"),
            *("-c", ".", "docs", "build"),
        ],
        cwd=project,
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_good_page_passes(project: Path) -> None:
    """The page that the other tests spoil is fine before."""
    result = build(project)
    assert result.returncode == 0, result.stderr
    assert not result.stderr
    html = (project / "build/index.html").read_text("utf-8")
    assert "<em>one</em>" in html
    assert "<summary>proof</summary>" in html
    assert 'class="hll"' in html


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (".. code-block:: python\n\n   print(1)", "typed into a page"),
        ("It prints::\n\n   toast", "typed into a page"),
        (".. code-block:: text\n\n   toast", "typed into a page"),
        (".. parsed-literal::\n\n   toast", "typed into a page"),
        (">>> print(1)\n1", "typed session"),
        (".. raw:: html\n\n   <pre>toast</pre>", "raw content"),
        (
            ".. literalinclude:: /../elsewhere/loose.py",
            "from outside examples/ and tests/claims/",
        ),
        (
            ".. include:: /../elsewhere/loose.py\n   :literal:",
            "include is refused",
        ),
        (
            ".. literalinclude:: /../examples/toast.py\n   :emphasize: jam",
            "no line shown here has the text 'jam'",
        ),
        (
            ".. literalinclude:: /../examples/toast.py\n   :emphasize-lines: 1",
            ":emphasize-lines: is refused; name the text",
        ),
        (
            ".. literalinclude:: /../examples/toast.py\n   :lines: 3",
            ":lines: is refused; choose the part",
        ),
        (
            ".. literalinclude:: /../examples/toast.py\n   :append: x = 1",
            ":append: is refused",
        ),
        (".. recording:: jam.py", "there is no example jam.py"),
        (
            ".. recording:: ../elsewhere/loose.py",
            "there is no example ../else",
        ),
        (
            ".. literalinclude:: /../examples/jam.py",
            "there is no examples/jam.py",
        ),
        (
            ".. literalinclude:: /../examples/toast.out",
            "toast.out is no example; to show what one printed, use recording",
        ),
        (
            ".. recording:: toast.py\n\n   It is brown.",
            "what is indented below a recording is about the answer",
        ),
        (".. claim:: test_toast.py::test_jam", "has no test 'test_jam'"),
        (".. claim:: test_jam.py::test_jam", "no file tests/claims/test_jam"),
        (".. claim:: test_toast.py::test_toast", "duplicate claim"),
        (
            ".. code-block:: console\n\n   $ make coffee",
            "the Makefile has no target 'coffee'",
        ),
        (
            ".. code-block:: console\n\n   $ python examples/jam.py",
            "there is no example examples/jam.py",
        ),
        (
            ".. code-block:: console\n\n   $ rm -rf build",
            "no test runs '$ rm -rf build'",
        ),
        (
            ".. code-block:: console\n\n   $ python examples/toast.py 8888",
            "no test runs '$ python examples/toast.py 8888'",
        ),
        (
            ".. code-block:: console\n\n   $ make html\n   built",
            "no test runs 'built'",
        ),
        ("See :claim:`jam`.", "claim"),
    ],
)
def test_page_is_refused(project: Path, typed: str, message: str) -> None:
    """What the page should not say is named with its file and line."""
    page = project / "docs/index.rst"
    page.write_text(f"{PAGE}\n{typed}\n", "utf-8")
    result = build(project)
    assert result.returncode != 0
    found = [line for line in result.stderr.splitlines() if message in line]
    assert found, result.stderr
    first = PAGE.count("\n") + 2
    last = first + typed.count("\n") + 1
    places = [f"{page}:{line}: " for line in range(first, last + 1)]
    assert any(place in found[0] for place in places), found[0]


@pytest.mark.parametrize(
    ("name", "text", "place", "message"),
    [
        (
            "examples/toast.out",
            None,
            "docs/index.rst:4: ",
            "examples/toast.py has no recording; run make update",
        ),
        (
            "examples/jam.py",
            EXAMPLE,
            "examples/jam.py:1: ",
            "no page shows this example",
        ),
        (
            "docs/index.rst",
            PAGE.replace(
                ".. literalinclude:: /../examples/toast.py\n", ""
            ).replace("   :emphasize: toast\n", ""),
            "examples/toast.py:1: ",
            "no page shows this example",
        ),
        (
            "examples/toast.py",
            'print("toast")\n',
            "docs/index.rst:4: ",
            "examples/toast.py:1: the example has no docstring",
        ),
        (
            "examples/toast.py",
            f"# /// script\n# requires-python = 3\n# ]\n# ///\n{EXAMPLE}",
            "docs/index.rst:4: ",
            "examples/toast.py:1: the PEP 723 block is not valid",
        ),
        (
            "examples/toast.py",
            '"""Make toast."""\n\nprint("toast"\n',
            "docs/index.rst:4: ",
            "examples/toast.py:3: '(' was never closed",
        ),
        (
            "tests/claims/test_toast.py",
            CLAIM + "    assert (1\n",
            "docs/index.rst:9: ",
            "tests/claims/test_toast.py:9: '(' was never closed",
        ),
        (
            "examples/toast.exit",
            "one\n",
            "docs/index.rst:",
            "examples/toast.exit:1: 'one' is not an exit status",
        ),
        (
            "tests/claims/test_toast.py",
            CLAIM
            + CLAIM.replace("import pytest", "").replace(
                "test_toast", "test_jam"
            ),
            "tests/claims/test_toast.py:14: ",
            "no page states the claim test_jam",
        ),
        (
            "tests/claims/test_jam.py",
            CLAIM,
            "",
            "test_toast is also a claim at tests/claims/test_jam.py:6",
        ),
        (
            "tests/claims/test_toast.py",
            CLAIM.replace('"""', "'", 1).replace('"""', "' and 1", 1),
            "docs/index.rst:9: ",
            "test_toast has no docstring; write the sentence there",
        ),
        (
            "tests/claims/test_toast.py",
            CLAIM.replace("@", "# @"),
            "docs/index.rst:9: ",
            "test_toast has no mutation",
        ),
        (
            "tests/claims/test_toast.py",
            CLAIM.replace("@pytest.mark.ours\n", ""),
            "docs/index.rst:9: ",
            "test_toast: say who stands behind the sentence, by one of",
        ),
        (
            "tests/claims/test_toast.py",
            CLAIM.replace('"1 "', '"jam"'),
            "docs/index.rst:9: ",
            "'jam' of its mutation stands 0 times",
        ),
        (
            "tests/claims/test_toast.py",
            CLAIM.replace("*one*", ":exc:`NoSuchError`"),
            "tests/claims/test_toast.py:7: ",
            "reference target not found: NoSuchError",
        ),
    ],
)
def test_file_is_refused(
    project: Path, name: str, text: str | None, place: str, message: str
) -> None:
    """What is wrong with an example or a claim is named, too."""
    path = project / name
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8")
    result = build(project)
    assert result.returncode != 0
    found = [line for line in result.stderr.splitlines() if message in line]
    assert found, result.stderr
    expected = str(project / place) if place else ""
    assert any(expected in line for line in found), result.stderr


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        (
            'promised("asyncio.Toast")',
            (
                ": Python's documentation has no 'asyncio.Toast'; promised takes "
                "an object, a label or a PEP"
            ),
        ),
        ('promised("PEP four")', ": Python's documentation has no 'PEP four'"),
        ("promised", ": promised names where in Python's documentation"),
        ('ours("us")', "; today may give a reason, and ours names nothing"),
        ('today(why="luck")', "; today may give a reason"),
        ("today(1)", ": today takes strings, written out"),
        (
            "today @ours",
            " is marked today and ours; keep one of promised, today, ours",
        ),
        ('promised("str") @today', " is marked promised and today; keep one"),
        ("today @today", " is marked today and today; keep one"),
        (
            'unless(lazy="it dawdles")',
            (
                ": unless takes a reason for each mode, such as debug='...', and "
                "before='3.14' where only older ones fail; the modes are debug, "
                "eager, free_threaded"
            ),
        ),
        ("unless", ": unless takes a reason"),
        ('unless("it hurries")', ": unless takes a reason"),
        ('unless(eager="")', ": unless takes a reason"),
        ('unless(before="3.14")', ": unless takes a reason"),
        (
            'unless(before="new", eager="it hurries")',
            ": unless takes a reason",
        ),
        ("unless(eager=True)", ": unless takes strings, written out"),
        ("unless(eager=REASON)", ": unless takes strings, written out"),
        ('mutation("1", "3")', " has no mutation; mark it with one"),
        ("mutation(1, 2)", ": mutation takes strings, written out"),
    ],
)
def test_mark_is_refused(project: Path, marks: str, message: str) -> None:
    """What a mark cannot say is named with file, line and what to do."""
    lines = [f"@pytest.mark.{mark}\n" for mark in marks.split(" @")]
    if marks.startswith(("unless", "mutation")):
        lines.append("@pytest.mark.ours\n")
    claim = project / "tests/claims/test_toast.py"
    claim.write_text(
        CLAIM.replace("@pytest.mark.ours\n", "".join(lines)), "utf-8"
    )
    result = build(project)
    assert result.returncode != 0
    found = [line for line in result.stderr.splitlines() if message in line]
    place = f"tests/claims/test_toast.py:{5 + len(lines)}: test_toast"
    assert found, result.stderr
    assert f"{project}/docs/index.rst:9: ERROR: {place}" in found[0]


def test_claim_may_move_to_a_page_that_is_read_earlier(project: Path) -> None:
    """The second build does not find it on both pages."""
    before, mark, claim = PAGE.partition(".. claim::")
    index = project / "docs/index.rst"
    index.write_text(f"{PAGE}\n.. toctree::\n\n   earlier\n", "utf-8")
    earlier = project / "docs/earlier.rst"
    earlier.write_text("Earlier\n=======\n", "utf-8")
    assert build(project).returncode == 0
    index.write_text(f"{before}\n.. toctree::\n\n   earlier\n", "utf-8")
    earlier.write_text(f"Earlier\n=======\n\n{mark}{claim}", "utf-8")
    result = build(project)
    assert result.returncode == 0, result.stderr


@pytest.fixture
def later(project: Path) -> Path:
    """Add a later state of the example to the project."""
    (project / "examples/later.py").write_text(LATER, "utf-8")
    (project / "examples/later.out").write_text("toast\njam\n", "utf-8")
    return project


def test_what_has_changed_is_highlighted(later: Path) -> None:
    """All of it, and nothing else; an earlier line is not new."""
    (later / "docs/index.rst").write_text(f"{PAGE}\n{CHANGES}", "utf-8")
    result = build(later)
    assert result.returncode == 0, result.stderr
    html = (later / "build/index.html").read_text("utf-8")
    lines = re.findall(r'<span class="hll"><span class="linenos">(.*?)<', html)
    # The first is that of ``:emphasize:`` in the page.
    assert [int(line) for line in lines] == [3, 3, 6, 7, 11]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "   :end-before: spread\n",
            '   :start-at: print("toast")\n   :end-before: spread()\n',
            0,
            "nothing that is shown here has changed",
        ),
        (
            "   :start-at: spread",
            '   :start-at: print("toast")',
            4,
            "examples/later.py:6 has changed, and the page does not show it",
        ),
        ("toast.py\n   :end", "jam.py\n   :end", 0, "jam.py is no example"),
    ],
)
def test_a_page_of_changes_is_refused(
    later: Path, old: str, new: str, line: int, message: str
) -> None:
    """It shows all that has changed, since something that is there."""
    page = later / "docs/index.rst"
    assert CHANGES.count(old) == 1
    page.write_text(f"{PAGE}\n{CHANGES.replace(old, new)}", "utf-8")
    result = build(later)
    assert result.returncode != 0
    found = [each for each in result.stderr.splitlines() if message in each]
    assert found, result.stderr
    number = PAGE.count("\n") + 2 + line
    assert found[0].startswith(f"{page}:{number}: "), found[0]


def test_lists_follow_the_pages(project: Path) -> None:
    """A changed sentence reaches the list of claims on another page."""
    index = project / "docs/index.rst"
    index.write_text(
        PAGE
        + dedent("""
            .. toctree::

               all
            """),
        "utf-8",
    )
    (project / "docs/all.rst").write_text(
        "All\n===\n\n.. claim-list::\n\n.. example-list::\n", "utf-8"
    )
    assert build(project).returncode == 0
    claim = project / "tests/claims/test_toast.py"
    claim.write_text(CLAIM.replace("*one*", "*the best*"), "utf-8")
    assert build(project).returncode == 0
    for page in "index", "all":
        html = (project / f"build/{page}.html").read_text("utf-8")
        assert "<em>the best</em>" in html
    assert "examples/toast.py" in html
