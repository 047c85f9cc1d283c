"""What an example does is no matter of luck.

asyncio runs what stands in its queue in order: callbacks, the first turns of
tasks, and those that one call wakes. It promises no order to timers that are
due at one instant (``loop.call_at`` says so), nor to a thread or a socket and
whatever else is due then. Here lots are drawn for that, and only for that.
"""

from collections.abc import Callable

import pytest

import recordings
import run_example
from recordings import Example, RecordingError

# Each two of them draw the opposite of each other.
SEEDS = range(4)


def luck(example: Example) -> str:
    """Show how a run with lots differs from one without, if one does."""
    plain, _ = run_example.record_again(example)
    for seed in SEEDS:
        drawn, _ = run_example.record_again(example, shuffle=seed)
        if drawn != plain:
            return (
                f"python -m timeline --shuffle {seed} {example.shown_path}\n\n"
                f"{run_example.difference(example, plain, drawn)}"
            )
    return ""


def wrong(example: Example, found: str) -> str:
    """Say what is wrong: a race that is not declared, or none that is."""
    name = f"{example.shown_path.removesuffix('.py')}.race"
    if found and not example.race:
        return (
            f"What {example.shown_path} does depends on luck:\n\n{found}\n\n"
            "Give its tasks distinct delays, 0.1 seconds apart. If it is to "
            f"show a race, say in {name}, in a sentence, what depends on luck."
        )
    if example.race and not found:
        return f"{name} declares a race, but none was found; delete it."
    return ""


def _leaves_something_open(example: Example) -> bool:
    """Say whether there is anything in its recording to draw lots for."""
    path = example.events_path()
    events = recordings.load_events(path) if path.exists() else {}
    return (
        example.beside(".race").exists()
        or bool(events.get("threads") or events.get("simulated"))
        or any(event["e"] == "timer" for event in events.get("events", ()))
    )


@pytest.mark.parametrize(
    "example",
    [*filter(_leaves_something_open, recordings.all_examples())],
    ids=lambda example: example.name,
)
def test_no_example_depends_on_luck(example: Example) -> None:
    """Draw lots for the order of what is due at one instant."""
    lacking = run_example.missing(example)
    if lacking:
        pytest.skip(f"{example.name} {lacking}")
    if message := wrong(example, luck(example)):
        pytest.fail(message, pytrace=False)


BEGIN = '''\
"""A program."""

import asyncio
import sys
import time


async def say(what, *delays):
    for delay in delays:
        await asyncio.sleep(delay)
    print(what)


'''
RACES = {
    "two timers": """\
async def main():
    await asyncio.gather(say("tea", 1), say("toast", 1))
""",
    "two ways to an instant": """\
async def main():
    await asyncio.gather(say("tea", 0.1, 0.1), say("toast", 0.2))
""",
    "a turn more after the same instant": """\
async def main():
    await asyncio.gather(say("tea", 0.1, 0), say("toast", 0.1))
""",
    "two waiters, woken by two": """\
async def wait(what, event):
    await event.wait()
    print(what)

async def main():
    tea, toast = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.call_later(0.2, tea.set)
    loop.call_at(loop.time() + 0.2, toast.set)
    await asyncio.gather(wait("tea", tea), wait("toast", toast))
""",
    "a timeout and what it limits": """\
async def main():
    try:
        async with asyncio.timeout(0.3):
            await say("tea", 0.3)
    except TimeoutError:
        print("no tea")
""",
    "the exit status": """\
async def leave(status):
    await asyncio.sleep(0.1)
    sys.exit(status)

async def main():
    await asyncio.gather(leave(1), leave(2))
""",
    "a thread and a timer": """\
async def grind():
    await asyncio.to_thread(time.sleep, 0.2)
    print("ground")

async def main():
    await asyncio.gather(grind(), say("tea", 0.2))
""",
    "two threads": """\
def grind(what):
    time.sleep(0.2)
    print(what)

async def main():
    await asyncio.gather(*(asyncio.to_thread(grind, n) for n in (1, 2)))
""",
    "a thread and the queue": """\
async def main():
    await asyncio.gather(
        asyncio.to_thread(print, "ground"), say("tea", 0, 0, 0)
    )
""",
    "two connections": """\
async def serve(reader, writer):
    print((await reader.readline()).decode(), end="")
    writer.close()

async def ask(port, what):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(what)
    await reader.read()
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8100)
    await asyncio.gather(ask(8100, b"tea\\n"), ask(8100, b"toast\\n"))
    server.close()
""",
}
FAIR = {
    "distinct delays": """\
async def main():
    await asyncio.gather(say("tea", 0.2), say("toast", 0.1))
""",
    "turns": """\
async def main():
    await asyncio.gather(say("tea", 0, 0), say("toast", 0))
    asyncio.get_running_loop().call_soon(print, "jam")
    await asyncio.gather(say("tea"), say("toast"))
""",
    "two waiters, woken by one": """\
async def wait(what, event):
    await event.wait()
    print(what)

async def main():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.1, event.set)
    await asyncio.gather(wait("tea", event), wait("toast", event))
""",
    "a lock": """\
async def use(lock, what):
    async with lock:
        await say(what, 0.1)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(use(lock, "tea"), use(lock, "toast"))
""",
    "a tie that nobody sees": """\
async def make(what):
    await asyncio.sleep(0.1)
    return what

async def main():
    print(await asyncio.gather(make("tea"), make("toast")))
""",
    "a connection": """\
async def serve(reader, writer):
    async for line in reader:
        print(line.decode(), end="")
        writer.write(line.upper())
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8100)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8100)
    for what in b"tea\\n", b"toast\\n":
        writer.write(what)
        print((await reader.readline()).decode(), end="")
    writer.close()
    server.close()
""",
    "a thread by itself": """\
async def main():
    await asyncio.to_thread(print, "ground")
    await say("tea")
""",
}
END = "\n\nasyncio.run(main())\n"


@pytest.mark.parametrize("name", RACES)
def test_a_race_is_found(
    make_example: Callable[[str], Example], name: str
) -> None:
    """You are told how to see it, how it differs, and what to do."""
    example = make_example(BEGIN + RACES[name] + END)
    found = luck(example)
    assert "python -m timeline --shuffle " in found
    assert "\n-" in found
    message = wrong(example, found)
    assert found in message
    assert "distinct delays" in message
    assert "examples/program.race" in message
    example.beside(".race").write_text("Whatever is first.\n", "utf-8")
    assert wrong(example, found) == ""


@pytest.mark.parametrize("name", FAIR)
def test_what_asyncio_promises_is_no_race(
    make_example: Callable[[str], Example], name: str
) -> None:
    """It passes, and must not be declared a race."""
    example = make_example(BEGIN + FAIR[name] + END)
    found = luck(example)
    assert wrong(example, found) == ""
    example.beside(".race").write_text("Whatever is first.\n", "utf-8")
    assert wrong(example, found) == (
        "examples/program.race declares a race, but none was found; delete it."
    )


def test_a_declared_race_has_a_reason(
    make_example: Callable[[str], Example],
) -> None:
    """An empty file is no reason."""
    example = make_example(BEGIN)
    example.beside(".race").touch()
    with pytest.raises(RecordingError, match="say in a sentence"):
        _ = example.race
