"""``python -m timeline FILE``: record a program, and draw its run."""

import argparse
import contextlib
import os
import signal
import sys
import typing
from pathlib import Path

from timeline import page, process, recorder, schema

# Set in the environment, it stands for the option of that name.
DEBUG = "TIMELINE_DEBUG"


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong."""

    def error(self, message: str) -> typing.NoReturn:
        """End the process with status 2, as for wrong use."""
        self.exit(2, f"{self.prog}: error: {message}\n")


def main() -> int:
    """Record a file; return the program's exit status."""
    parser = Parser(prog="python -m timeline")
    parser.add_argument(
        "--html", type=Path, metavar="OUT", help="write a page with the figure"
    )
    parser.add_argument(
        "--json", type=Path, metavar="OUT", help="write the recording"
    )
    parser.add_argument("--seconds", type=float, default=process.SECONDS)
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
    parser.add_argument(
        "--debug",
        action="store_true",
        default=bool(os.environ.get(DEBUG)),
        help="keep the recorder's frames in tracebacks, and tell its faults "
        f"(or set {DEBUG})",
    )
    parser.add_argument("file")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    try:
        # Now, because the program may delete itself.
        source = Path(given.file).read_text("utf-8", errors="replace")
    except OSError as error:
        parser.error(f"{given.file}: {error.strerror}")
    recording, status = process.run(
        given.file,
        given.arguments,
        seconds=given.seconds,
        limit=given.events,
        virtual=not given.real,
        shuffle=given.shuffle,
        debug=given.debug,
    )
    if given.json:
        given.json.write_text(schema.dumps(recording), "utf-8")
    if given.html:
        given.html.write_text(page.page(recording, source), "utf-8")
        print(f"The timeline is {given.html}", file=sys.stderr)
    if status < 0:
        with contextlib.suppress(OSError):  # for those that nobody catches
            signal.signal(-status, signal.SIG_DFL)
        signal.raise_signal(-status)
    return status


if __name__ == "__main__":
    sys.exit(main())
