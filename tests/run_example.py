"""Run an example as a reader would, and compare it with its recording."""

import atexit
import dataclasses
import difflib
import functools
import importlib.metadata
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import prepared
import recordings
from recordings import NEVER, Example, Recording
from timeline import process, schema

# The folder of the package timeline.
RECORDER = str(Path(recordings.__file__).parent)
# An example takes a second or two; a minute means that it hangs.
TIME_LIMIT = 60
# How long one is watched, in seconds, that is to wait for ever. That it really
# does is what its recording shows.
WATCHED = 5

# A number that measures time, as examples print it: "0.3 s", "12 ms".
TIME = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?= ?(?:s|ms|seconds?)\b)")
# Waiting never ends early. It ends late on a busy machine, but not by this
# share of itself: an order that went wrong shows as a multiple.
LATE = 0.25

# Where a warning came from no file; Python 3.13 changed the words.
NOWHERE = re.compile(r"(?m)^(?:sys:1|<sys>:0):")
# How long unittest took, which is more than the clock of a recording shows.
RAN = re.compile(r"(?m)^(Ran \d+ tests? in )\d+\.\d+s$")
# One frame of a traceback, with the frame of an exception group before it.
FRAME = re.compile(r'^(?P<indent>[ |]*)  File "(?P<path>[^"]+)", line \d+')


class TimeLimitError(Exception):
    """An example was ended at its time limit; the text shows its output."""


def missing(example: Example) -> str:
    """Say what the example's PEP 723 block asks for and this Python lacks.

    The text is empty where nothing is missing.
    """
    wanted = SpecifierSet(example.requires_python)
    here = ".".join(map(str, sys.version_info[:3]))
    if not wanted.contains(here, prereleases=True):
        return f"needs Python {wanted}, this is {here}"
    for line in example.metadata.get("dependencies", []):
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            return f"needs {line}, which is not installed"
        if not requirement.specifier.contains(version, prereleases=True):
            return f"needs {line}, and {version} is installed"
    return ""


def run(example: Example, limit: float = TIME_LIMIT) -> Recording:
    """Run the example in a plain process, and return what it did.

    ``limit`` is in seconds of real time. At the limit, and when the example
    ends, whatever is left of its process group is killed.

    Raises TimeLimitError at the limit, with what the example had printed;
    but not where it is to wait for ever.
    """
    if example.expected_status == NEVER:
        return _run([example.shown_path], WATCHED)
    return _in_time(example, _run([example.shown_path], limit), limit)


def record(example: Example) -> tuple[Recording, dict]:
    """Run the example under the recorder; return what it did, and the
    canonical recording of its loop.

    Raises as ``run``.
    """
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder, "events.json")
        command = ["-m", "timeline", "--json", str(events)]
        did = _run(
            [*command, example.shown_path],
            TIME_LIMIT,
            PYTHONPATH=RECORDER,
        )
        did = _in_time(example, did, TIME_LIMIT)
        return _recorded(did, json.loads(events.read_text("utf-8")))


def record_again(
    example: Example, *, hash_seed: str = "0", **options
) -> tuple[Recording, dict]:
    """Do as ``record`` does, in a process that is ready and need not start.

    The ``options`` are those of ``timeline.recorder.Recorder``.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, name) for name in ("out", "err", "parts")}
        program = {
            "folder": str(recordings.ROOT),
            "path": example.shown_path,
            "out": str(files["out"]),
            "err": str(files["err"]),
            "settings": process.settings(files["parts"], RECORDER, **options),
        }
        group, status = _prepared(hash_seed).run(program, TIME_LIMIT)
        kill_group(group)
        recording, _ = process.assemble(
            example.shown_path, files["parts"], status, TIME_LIMIT
        )
        did = Recording(
            stable(files["out"].read_text("utf-8")),
            stable(files["err"].read_text("utf-8")),
            NEVER if status is None else status,
        )
    return _recorded(_in_time(example, did, TIME_LIMIT), recording)


def _recorded(did: Recording, recording: dict) -> tuple[Recording, dict]:
    if recording["exit"]["how"] == "deadlock":
        did = dataclasses.replace(did, status=NEVER)
    return did, schema.canonical(recording)


@functools.cache
def _prepared(hash_seed: str) -> prepared.Prepared:
    """Return a Python that is ready, and that ends with this one."""
    python = prepared.Prepared(
        environment() | {"PYTHONPATH": RECORDER, "PYTHONHASHSEED": hash_seed}
    )
    atexit.register(python.stop)
    return python


def events(recording: dict) -> str:
    """Return a recording as the text of the file beside the example.

    It is empty where no event loop ran, and where the run depended on
    something that cannot be simulated.
    """
    if not recording["tasks"] or recording["notes"]:
        return ""
    return schema.dumps(recording)


def events_difference(
    example: Example, recording: dict, version: str = recordings.VERSION
) -> str:
    """Show how a recording differs from that for a version of Python.

    The text says what to do; it is empty where nothing differs.
    """
    path = example.events_path(version)
    recorded = path.read_text("utf-8") if path.exists() else ""
    got = events(recording)
    if got == recorded:
        return ""
    own = example.beside(f".{version}.json").relative_to(recordings.ROOT)
    return (
        f"The loop no longer does what {path.name} says:\n\n"
        f"{diff(path.name, recorded, got)}\n\n"
        "If the new behaviour is right, run make update. If it is right for "
        f"Python {version} alone, make {own}, empty, and run make update on "
        "that Python."
    )


def wrong_declarations(example: Example) -> list[str]:
    """Say what is wrong with the events that stand for single versions."""
    files = example.all_events()
    common = files.pop("", None)
    wrong = []
    for version, path in files.items():
        own = path.relative_to(recordings.ROOT)
        text = path.read_text("utf-8")
        if not re.fullmatch(r"3\.\d+", version):
            wrong.append(f"{own}: {version} is no version of Python")
        elif not common:
            wrong.append(f"{own} stands alone; the other versions need one")
        elif not text:
            wrong.append(f"{own} is empty; run make update on {version}")
        elif text == common.read_text("utf-8"):
            wrong.append(f"{own} says what {common.name} says; delete it")
    return wrong


def _run(
    arguments: list[str],
    limit: float,
    **variables: str,
) -> Recording:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        running = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=recordings.ROOT,
            env=environment() | variables,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            status = running.wait(limit)
        except subprocess.TimeoutExpired:
            status = NEVER
        finally:
            kill_group(running.pid)
            running.wait()
        out.seek(0)
        err.seek(0)
        printed, complained = out.read().decode(), err.read().decode()
    return Recording(stable(printed), stable(complained), status)


def _in_time(example: Example, did: Recording, limit: float) -> Recording:
    """Return what a program did; raise where it was ended at the limit."""
    if did.status != NEVER:
        return did
    raise TimeLimitError(
        f"{example.shown_path} was ended after {limit} seconds.\n"
        f"It had printed:\n{did.out}"
        + (f"and on standard error:\n{did.err}" if did.err else "")
    )


def environment() -> dict[str, str]:
    """Return the environment without what changes how Python behaves."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    # Unbuffered, so that an example that hangs shows what it had printed.
    return kept | {
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
    }


def kill_group(leader: int) -> None:
    """Kill whatever is left of a group of processes."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def stable(text: str) -> str:
    """Take out of the text what differs from one machine to the next.

    Addresses become ``0x...`` and the duration of unit tests ``...s``, paths
    start at the top of the project, and those of Python's library in the
    middle. A traceback keeps the frames of the example alone: those inside
    the library, and the marks below a line, differ between versions of Python.
    """
    kept = []
    margin = 0  # width of the blank margin below the frame being read
    shown = 0  # how many of its lines are still to be kept
    for line in text.splitlines(keepends=True):
        frame = FRAME.match(line)
        if frame:
            margin = len(frame["indent"]) + 4
            shown = 2 if _is_ours(frame["path"]) else 0
        elif line[:margin].strip(" |") or not line[margin:].strip():
            margin = 0
        if not margin or shown > 0:
            kept.append(line)
        shown -= 1
    result = "".join(kept).replace(f"{recordings.ROOT}{os.sep}", "")
    result = RAN.sub(r"\1...s", NOWHERE.sub("sys:1:", result))
    return schema.stable(result)


def _is_ours(path: str) -> bool:
    return path.startswith((f"{recordings.EXAMPLES}{os.sep}", "examples/"))


def text_differs(recorded: str, got: str) -> bool:
    """Say whether the texts differ in anything but measured times."""
    return TIME.sub("", recorded) != TIME.sub("", got)


def times_differ(recorded: str, got: str) -> bool:
    """Say whether a measured time is too short, or late beyond tolerance.

    The texts must not differ otherwise.
    """
    for old, new in zip(
        TIME.findall(recorded), TIME.findall(got), strict=True
    ):
        rounding = 10.0 ** -len(old.partition(".")[2]) / 2
        earliest = float(old) - rounding
        latest = float(old) * (1 + LATE) + rounding
        if not earliest <= float(new) <= latest:
            return True
    return False


def same_but_for_times(recorded: Recording, got: Recording) -> bool:
    """Say whether a run differs in nothing but measured times."""
    return recorded.status == got.status and not (
        text_differs(recorded.out, got.out)
        or text_differs(recorded.err, got.err)
    )


def same(recorded: Recording, got: Recording) -> bool:
    """Say whether a run did what is recorded, give or take measured times."""
    return same_but_for_times(recorded, got) and not (
        times_differ(recorded.out, got.out)
        or times_differ(recorded.err, got.err)
    )


def difference(example: Example, recorded: Recording, got: Recording) -> str:
    """Show, as a unified diff, how a run differs from the recording."""
    parts = []
    for suffix, old, new in [
        (".out", recorded.out, got.out),
        (".err", recorded.err, got.err),
        (".exit", f"{recorded.status}\n", f"{got.status}\n"),
    ]:
        name = f"{example.shown_path.removesuffix('.py')}{suffix}"
        parts.append(diff(name, old, new))
    return "\n".join(filter(None, parts))


def diff(name: str, old: str, new: str) -> str:
    """Show, as a unified diff, how a text differs from the recorded one."""
    return "\n".join(
        difflib.unified_diff(
            old.splitlines(),
            new.splitlines(),
            f"{name} (recorded)",
            f"{name} (this run)",
            lineterm="",
        )
    )
