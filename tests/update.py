"""Record the examples again: ``make update``.

Every example runs first. Only where each ended as it was meant to are
recordings written, and only those that changed, each in one step.
"""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import recordings
import run_example
from recordings import Example, Recording, RecordingError


def main(arguments: list[str] | None = None) -> int:
    """Record the named examples, or all; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", nargs="*", type=Path, metavar="FILE")
    named = parser.parse_args(arguments).examples
    known = recordings.all_examples()
    wanted = [Example(path.resolve()) for path in named]
    for example in wanted:
        if example not in known:
            parser.error(f"{example.path} is not an example")
    examples = []
    for example in wanted or known:
        lacking = run_example.missing(example)
        if lacking:
            print(f"left as it is: {example.shown_path} {lacking}")
        else:
            examples.append(example)

    problems = []
    changed: list[tuple[Example, Recording, str]] = []
    # Examples mostly wait, so more of them run at once than there are cores.
    with ThreadPoolExecutor(max_workers=4) as pool:
        for example, result in zip(
            examples, pool.map(_attempt, examples), strict=True
        ):
            if isinstance(result, str):
                problems.append(result)
            elif _is_new(example, *result):
                changed.append((example, *result))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        print("No recording was touched.", file=sys.stderr)
        return 1
    for example, result, events in changed:
        print(run_example.difference(example, _before(example), result))
        if events != _events_before(example):
            path = example.events_path().relative_to(recordings.ROOT)
            print(f"{path}: {'recorded' if events else 'gone'}")
    _write(changed)
    print(f"{len(changed)} of {len(examples)} recordings changed.")
    return 0


def _attempt(example: Example) -> tuple[Recording, str] | str:
    """Run the example, plainly and recorded; return its recording and its
    events as JSON, empty where it has none, or what is wrong.
    """
    try:
        got = run_example.run(example)
        recorded, recording = run_example.record(example)
    except (run_example.TimeLimitError, RecordingError) as error:
        return str(error)
    if got.status == example.expected_status:
        if run_example.same_but_for_times(got, recorded):
            # Of two that are as good, the one that is no less on any machine.
            exact = run_example.same(recorded, got)
            did = recorded if exact else got
            return did, run_example.events(recording)
        return (
            f"{example.shown_path} does something else when it is recorded:\n"
            f"{run_example.difference(example, got, recorded)}"
        )
    return (
        f"{example.shown_path} ended with status {got.status}, not "
        f"{example.expected_status}:\n{got.out}{got.err}"
        f"If this is what the example is to show, write {got.status} into "
        f"{example.beside('.exit').relative_to(recordings.ROOT)}."
    )


def _before(example: Example) -> Recording:
    try:
        return example.recording()
    except RecordingError:
        return Recording("", "", example.expected_status)


def _events_before(example: Example) -> str:
    path = example.events_path()
    return path.read_text("utf-8") if path.exists() else ""


def _is_new(example: Example, result: Recording, events: str) -> bool:
    return (
        not example.beside(".out").exists()
        or not run_example.same(_before(example), result)
        or events != _events_before(example)
    )


def _write(changed: list[tuple[Example, Recording, str]]) -> None:
    """Write all recordings to a folder aside, then move them in place."""
    moves, gone = [], []
    with tempfile.TemporaryDirectory(
        dir=recordings.ROOT, prefix=".update-"
    ) as folder:
        for example, result, events in changed:
            printed = _before(example)
            if not run_example.same(printed, result):
                printed = result
            for target, text in [
                (example.beside(".out"), printed.out),
                (example.beside(".err"), printed.err),
                (example.events_path(), events),
            ]:
                if not text and target.suffix != ".out":
                    gone.append(target)
                    continue
                new = Path(folder, str(len(moves)))
                new.write_text(text, "utf-8", newline="")
                moves.append((new, target))
        for new, target in moves:
            os.replace(new, target)
    for target in gone:
        target.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
