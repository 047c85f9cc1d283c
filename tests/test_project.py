"""The server that grows in Learn, as a process, under load.

No figure here is absolute: where speed matters, it is a ratio to something that
ran beside it, and is printed (pytest -rP), not judged.
"""

import json
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import guard
from recordings import EXAMPLES, ROOT

PROJECT = EXAMPLES / "learn/project"
# The last state of the server.
SERVER = "import asyncio, sys, watching as board, pathlib\n"
SERVE = "asyncio.run(board.run(0, pathlib.Path(sys.argv[1])))\n"
BARE = """\
import asyncio

async def serve(reader, writer):
    count = 0
    async for line in reader:
        count += 1
        writer.write(b"%d\\n" % count)
        await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(f"listening on port {port}", flush=True)
    await server.serve_forever()

asyncio.run(main())
"""
TRIES = 3
# Seconds within which a process must do what it was started for.
LIMIT = 60


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen, int]]:
    """Run a server; give its process and its port."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, int(process.stdout.readline().split()[-1])
    finally:
        process.kill()
        process.communicate()


def program(path: Path, *settings: str) -> list[str]:
    """Return the arguments that run the server, with its limits changed."""
    changed = "".join(f"board.Board.{each}\n" for each in settings)
    return ["-c", SERVER + changed + SERVE, str(path)]


def load(port: int, *numbers: int) -> subprocess.Popen:
    """Start the client, and return when all its connections are made.

    It gives up by itself, so none outlives its test for long.
    """
    client = subprocess.Popen(
        [sys.executable, "tests/load.py", *map(str, [port, *numbers])],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdout.readline() == "connected\n"
    return client


def result(client: subprocess.Popen) -> dict:
    """Wait for the client, and return what it found."""
    # Not communicate: what was read ahead with the first line would be lost.
    with client:
        out = client.stdout.read()
    assert client.returncode == 0
    return json.loads(out)


def best(port: int, clients: int, commands: int) -> float:
    """Run the client a few times, and return the seconds of the best.

    Every answer must be there, and be right.
    """
    seconds = []
    for _ in range(TRIES):
        found = result(load(port, clients, commands))
        assert found["wrong"] == []
        assert [*found["counted"].values()] == [commands] * clients
        seconds.append(found["seconds"])
    return min(seconds)


def test_every_answer_is_right_under_load(tmp_path: Path) -> None:
    """A client in another process counts on a hundred connections; nothing is
    lost or wrong. How fast, against a server that only counts lines, is printed.
    """
    with (
        running(*program(tmp_path / "notes.json")) as (_, board),
        running("-c", BARE) as (_, bare),
    ):
        ratio = best(bare, 100, 50) / best(board, 100, 50)
    print(f"requests a second, bare server = 1: {ratio:.2f}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("after", [0, 0.05, 0.3])
def test_a_signal_loses_nothing_that_was_answered(
    tmp_path: Path, number: signal.Signals, after: float
) -> None:
    """Whatever the client was answered stands in the file, and at most the one
    command more that it was waiting for.
    """
    path = tmp_path / "notes.json"
    with running(*program(path)) as (server, port):
        client = load(port, 50, 0)
        time.sleep(after)
        server.send_signal(number)
        found = result(client)
        assert server.wait(LIMIT) == 0
    assert found["wrong"] == []
    notes = json.loads(path.read_text("utf-8"))
    for key, counted in found["counted"].items():
        kept = int(notes.get(key, "0"))
        assert kept - counted in {0, 1}, f"{key}: {kept}, not {counted}"


def test_the_notes_outlive_the_server(tmp_path: Path) -> None:
    """The next run goes on where the last one ended."""
    path = tmp_path / "notes.json"
    kept = {}
    for _ in range(2):
        with running(*program(path)) as (server, port):
            kept |= result(load(port, 1, 3))["counted"]
            server.terminate()
            assert server.wait(LIMIT) == 0
        assert json.loads(path.read_text("utf-8")) == {
            key: str(counted) for key, counted in kept.items()
        }
    assert len(kept) == 2


@pytest.fixture
def crowd() -> Iterator[int]:
    """Return how many connections this machine allows, up to 10,000, and
    allow for them.
    """
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    _, hard = before
    for number in 10_000, 5_000, 1_000:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (number + 200, hard))
        except (OSError, ValueError):
            continue
        yield number
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        return
    pytest.skip("this system allows fewer than 1,000 connections")


def test_a_crowd_that_is_silent(tmp_path: Path, crowd: int) -> None:
    """Ten thousand connections, where the machine allows, do no harm to those
    who talk, and all are closed at the end. How much slower it is, is printed.
    """
    settings = program(tmp_path / "notes.json", f"most_clients = {2 * crowd}")
    with running(*settings) as (server, port):
        alone = best(port, 20, 100)
        silent = load(port, crowd)
        ratio = best(port, 20, 100) / alone
        server.terminate()
        assert server.wait(LIMIT) == 0
        assert result(silent)["closed"] == crowd
    print(f"time beside {crowd} silent clients, alone = 1: {ratio:.2f}")


def test_one_client_too_many_is_sent_away(tmp_path: Path) -> None:
    """It is told so; those who are in are served."""
    settings = program(tmp_path / "notes.json", "most_clients = 5")
    with running(*settings) as (_, port):
        found = result(load(port, 6, 100))
    assert found["wrong"] == ["ERROR too many clients\n"]
    assert sorted(found["counted"].values()) == [0] + 5 * [100]


def test_a_report_on_demand(tmp_path: Path) -> None:
    """The signal makes the server say where its client stands, and go on."""
    with (
        running(*program(tmp_path / "notes.json")) as (server, port),
        socket.create_connection(("127.0.0.1", port), LIMIT) as client,
    ):
        for _ in range(2):
            client.sendall(b"GET soup\n")
            assert client.recv(100) == b"NOTHING\n"
            server.send_signal(signal.SIGUSR1)
            found = [server.stdout.readline() for _ in range(2)]
            assert found[0].startswith("Task-1: run > ")
            assert found[1].startswith("client 1: Board.serve > ")


@pytest.mark.parametrize("command", guard.SERVERS)
def test_waiter_at_the_keyboard(tmp_path: Path, command: str) -> None:
    """The commands that the pages tell a reader to type work together."""
    server, _, notes = command.split()
    waiter, _ = guard.CLIENT.split()
    path = tmp_path / notes
    with running(str(ROOT / server), "0", str(path)) as (process, port):
        done = subprocess.run(
            [sys.executable, ROOT / waiter, str(port)],
            check=True,
            input="ADD soup 2\nGET soup\n",
            capture_output=True,
            text=True,
            timeout=LIMIT,
        )
        assert done.stdout == "2\n2\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT) == 0
    assert json.loads(path.read_text("utf-8")) == {"soup": "2"}


def test_pytest_finds_the_tests_of_the_board() -> None:
    """It runs all of them, as the page says."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-n", "0", "test_board.py"),
        ],
        cwd=PROJECT,
        check=False,
        capture_output=True,
        text=True,
        timeout=LIMIT,
    )
    assert "5 passed" in done.stdout, done.stdout


@pytest.mark.skipif(
    sys.version_info < (3, 14), reason="these commands are new in Python 3.14"
)
@pytest.mark.parametrize("command", ["ps", "pstree"])
def test_tasks_are_seen_from_outside(tmp_path: Path, command: str) -> None:
    """They are listed with their names, where the system allows to look."""
    with running(*program(tmp_path / "notes.json")) as (server, port):
        silent = load(port, 1)
        look = subprocess.run(
            [sys.executable, "-m", "asyncio", command, str(server.pid)],
            check=False,
            capture_output=True,
            text=True,
            timeout=LIMIT,
        )
    result(silent)
    if "permission" in (look.stdout + look.stderr).lower():
        pytest.skip("this system does not allow to look into a process")
    assert "client 1" in look.stdout, look.stderr
