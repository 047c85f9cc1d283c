"""Every example does what its recording says."""

import pytest

import recordings
import run_example
from recordings import Example

# On a busy machine what waits may be late, and then come after what waits for
# longer, so the best of a few runs counts. That the order is no luck is seen on
# the clock that skips waiting, and in test_real_clock and test_races.
TRIES = 5
# Programs that grow from one step to the next.
GROWING = ("learn/your-own-loop/", "learn/project/")


@pytest.mark.parametrize(
    "example", recordings.all_examples(), ids=lambda example: example.name
)
def test_example_does_what_is_recorded(example: Example) -> None:
    """Run it as a plain process and compare output and exit status."""
    lacking = run_example.missing(example)
    if lacking:
        pytest.skip(f"{example.name} {lacking}")
    recorded = example.recording()
    for _ in range(TRIES):
        got = run_example.run(example)
        if run_example.same(recorded, got):
            return
    pytest.fail(
        f"{example.shown_path} no longer does what is recorded:\n\n"
        f"{run_example.difference(example, recorded, got)}\n\n"
        "If the new behaviour is right, run make update and read its diff.",
        pytrace=False,
    )


@pytest.mark.parametrize(
    "example", recordings.all_examples(), ids=lambda example: example.name
)
def test_loop_does_what_is_recorded(example: Example) -> None:
    """Record the example again: output and events are those beside it,
    however Python orders its sets.
    """
    lacking = run_example.missing(example)
    if lacking:
        pytest.skip(f"{example.name} {lacking}")
    recorded = example.recording()
    for hash_seed in "1", "2":
        did, recording = run_example.record_again(example, hash_seed=hash_seed)
        wrong = run_example.events_difference(example, recording)
        if not run_example.same(recorded, did):
            wrong = run_example.difference(example, recorded, did)
        if wrong:
            pytest.fail(
                f"{example.shown_path}, PYTHONHASHSEED={hash_seed}:\n{wrong}",
                pytrace=False,
            )


def test_differences_between_versions_are_true() -> None:
    """What stands for one version of Python alone differs from the rest."""
    wrong = [
        each
        for example in recordings.all_examples()
        for each in run_example.wrong_declarations(example)
    ]
    assert not wrong


def test_every_recording_belongs_to_an_example() -> None:
    """A recording whose example is gone must go too."""
    suffixes = {".out", ".err", ".exit", ".race", ".local", ".json"}
    left_over = [
        path.relative_to(recordings.ROOT).as_posix()
        for path in recordings.EXAMPLES.rglob("*.*")
        if path.suffix in suffixes
        and not path.with_name(f"{path.name.partition('.')[0]}.py").exists()
    ]
    assert not left_over, f"no example has these recordings: {left_over}"


@pytest.mark.parametrize(
    "example", recordings.all_examples(), ids=lambda example: example.name
)
def test_example_fits_on_a_screen(example: Example) -> None:
    """An example has a summary, and at most 45 lines, or 250 where pages
    show only what is new in it.
    """
    assert example.summary.endswith(".")
    limit = 250 if example.name.startswith(GROWING) else 45
    assert len(example.path.read_text("utf-8").splitlines()) <= limit


def test_no_package_is_lacking() -> None:
    """Only its version of Python may keep an example from running: the
    packages that examples need are in requirements/test.in.
    """
    lacking = {
        example.name: found
        for example in recordings.all_examples()
        if (found := run_example.missing(example))
        and not found.startswith("needs Python ")
    }
    assert not lacking
