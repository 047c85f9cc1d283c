"""``python -m timeline FILE``: record a program, and draw its run."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from timeline import recorder, schema

# How long, in seconds of real time, a program may take.
SECONDS = 60.0


def run(
    path: str,
    arguments: list[str] = (),
    *,
    seconds: float = SECONDS,
    **options,
) -> tuple[dict, int]:
    """Run a program in a process of its own, with the streams of this one.

    Return the recording and the exit status, negative for a signal. The
    ``options`` are those of ``recorder.Recorder``.
    """
    folder = str(Path(__file__).resolve().parents[1])
    paths = [folder, *filter(None, [os.environ.get("PYTHONPATH")])]
    with tempfile.TemporaryDirectory() as temporary:
        parts = Path(temporary, "parts")
        parts.touch()
        with subprocess.Popen(
            [
                sys.executable,
                "-m",
                "timeline.recorder",
                parts,
                json.dumps(options),
                path,
                *arguments,
            ],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        ) as process:
            status = _wait(process, seconds)
        lines = parts.read_text("utf-8").splitlines()
    recording = schema.assemble(path, _whole(lines))
    if status is None:
        recording["exit"] = {
            "how": "limit",
            "message": f"The program was ended after {seconds:g} s.",
        }
        return recording, 124  # as of timeout(1)
    return recording, status


def _wait(process: subprocess.Popen, limit: float) -> int | None:
    try:
        return process.wait(limit)
    except KeyboardInterrupt:
        # The program got it too.
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        process.kill()
        return None


def _whole(lines: list[str]) -> list:
    """Return the parts; where the program was killed, the last is cut off."""
    parts = []
    for line in lines:
        try:
            parts.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return parts


def main() -> int:
    """Record a file; return the program's exit status."""
    parser = argparse.ArgumentParser(prog="python -m timeline")
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--events", type=int, default=recorder.EVENTS)
    parser.add_argument(
        "--real", action="store_true", help="wait as long as the program does"
    )
    parser.add_argument(
        "--shuffle",
        type=int,
        metavar="SEED",
        help="draw lots for the order of what is due at one instant",
    )
    parser.add_argument("file")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    recording, status = run(
        given.file,
        given.arguments,
        seconds=given.seconds,
        limit=given.events,
        virtual=not given.real,
        shuffle=given.shuffle,
    )
    if given.json:
        given.json.write_text(schema.dumps(recording), "utf-8")
    if status < 0:
        signal.signal(-status, signal.SIG_DFL)
        signal.raise_signal(-status)
    return status


if __name__ == "__main__":
    sys.exit(main())
