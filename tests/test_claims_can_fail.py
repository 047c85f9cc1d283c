"""Every claim goes red when its program is changed in one place.

The change is the claim's mark ``mutation``. A proof that stays green under it
proves nothing; one that fails for another reason than its assertions, such as
a TypeError or a time limit, does not show that behaviour has changed.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import claims
import recordings
from claims import Claim


@pytest.mark.parametrize(
    "path",
    sorted(claims.CLAIMS.glob("test_*.py")),
    ids=lambda path: path.name,
)
def test_every_mutated_proof_fails(path: Path, tmp_path: Path) -> None:
    """Mutate all the proofs of a file, run them, and find none passing."""
    found = claims.read_claims(path)
    text = path.read_text("utf-8")
    for claim in found.values():
        text = _mutated(text, claim)
    (tmp_path / path.name).write_text(text, "utf-8")
    conftest = claims.CLAIMS / "conftest.py"
    (tmp_path / "conftest.py").write_text(conftest.read_text("utf-8"), "utf-8")

    outcomes = _outcomes(tmp_path / path.name, tmp_path / "report.xml")

    assert outcomes.keys() == found.keys()
    wrong = [
        f"{found[name].location} {name}: {outcome}"
        for name, outcome in outcomes.items()
        if outcome not in ("call: assertion", "skipped")
    ]
    assert not wrong, "\n".join(
        ["mutated, these fail at no assertion:", *wrong]
    )


def _mutated(text: str, claim: Claim) -> str:
    """Return the file's text with the change made in the claim's proof."""
    old, new = claim.mutation
    lines = text.splitlines(keepends=True)
    first, last = claim.proof_lines
    proof = "".join(lines[first:last]).replace(old, new)
    return "".join(lines[:first]) + proof + "".join(lines[last:])


def _outcomes(path: Path, report: Path) -> dict[str, str]:
    """Run the tests of the file; return for each how it ended."""
    command = [sys.executable, "-m", "pytest", str(path)]
    command += ["--config-file", str(recordings.ROOT / "pyproject.toml")]
    command += ["--rootdir", str(path.parent), "--junit-xml", str(report)]
    # A mutated proof may hang, and may leave a mess behind.
    command += ["--numprocesses", "0", "--timeout", "10"]
    command += ["-p", "no:cacheprovider", "-p", "failures"]
    # That mess is found when it is collected, in whichever test comes then.
    command += ["-p", "no:unraisableexception"]
    # Python 3.11 may lose count of its recursion in a coroutine that is ended
    # from outside, and then refuses to parse the source for a traceback.
    command += ["--tb", "native"]
    subprocess.run(
        command,
        # The settings name folders of the project, and this is elsewhere.
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
        capture_output=True,
        timeout=100,
    )
    outcomes = {}
    for case in ET.parse(report).iter("testcase"):
        raised = case.find("properties/property[@name='raised']")
        if raised is not None:
            outcome = raised.attrib["value"]
        else:
            outcome = "passed" if case.find("skipped") is None else "skipped"
        outcomes[case.attrib["name"]] = outcome
    return outcomes
