"""Every claim holds in each mode, or its mark ``unless`` says why it does not.

``tests/claims/conftest.py`` expects a failure where a claim is marked, and
refuses a mark that is not needed.
"""

import os
import subprocess
import sys

import pytest

from recordings import ROOT

MODES = {
    "warnings": ([], {"PYTHONWARNINGS": "error"}),
    "debug": ([], {"PYTHONASYNCIODEBUG": "1"}),
    "eager": (["-p", "eager_loops"], {}),
}


@pytest.mark.parametrize(
    "mode",
    [
        "warnings",
        "debug",
        pytest.param(
            "eager",
            marks=pytest.mark.skipif(
                sys.version_info < (3, 12),
                reason="eager tasks are new in Python 3.12",
            ),
        ),
    ],
)
def test_claims_hold_in_the_mode(mode: str) -> None:
    """Run all the claims in a process of their own, in the mode."""
    options, variables = MODES[mode]
    result = run_claims("tests/claims", *options, **variables)
    assert result.returncode == 0, result.stdout + result.stderr


def run_claims(
    path: str, *options: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the claims of a file or folder; an environment may be added to."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", path, *options, "--quiet"),
            *("--config-file", str(ROOT / "pyproject.toml")),
            *("--numprocesses", "0", "--timeout", "20", "--tb", "short"),
            *("-p", "no:cacheprovider"),
        ],
        cwd=ROOT,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        | variables,
        check=False,
        capture_output=True,
        text=True,
    )


CLAIM = '''\
import asyncio
import pytest


@pytest.mark.unless({unless})
def test_toast():
    """Toast is lazy, and nothing complains."""

    async def main():
        log = []

        async def toast():
            log.append("toast")

        task = asyncio.create_task(toast())
        assert not log
        await task

    {proof}
'''


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="eager tasks are new in Python 3.12"
)
@pytest.mark.parametrize(
    ("unless", "proof", "fault"),
    [
        ("eager='it begins at once'", "asyncio.run(main())", ""),
        # Nothing is declared.
        ("debug='it complains'", "asyncio.run(main())", "assert not"),
        # What is declared does not happen.
        ("eager='it begins at once'", "pass", "XPASS(strict)"),
        # It fails for another reason than the proof.
        ("eager='it begins at once'", "toast()", "NameError"),
    ],
)
def test_a_mark_says_what_happens(
    tmp_path, unless: str, proof: str, fault: str
) -> None:
    """A mark that is missing, needless or hides an error is a failure."""
    conftest = ROOT / "tests/claims/conftest.py"
    (tmp_path / "conftest.py").write_text(conftest.read_text("utf-8"))
    (tmp_path / "test_toast.py").write_text(
        CLAIM.format(unless=unless, proof=proof)
    )
    result = run_claims(
        str(tmp_path), "--rootdir", str(tmp_path), "-p", "eager_loops"
    )
    assert (result.returncode == 0) == (not fault), result.stdout
    assert fault in result.stdout
