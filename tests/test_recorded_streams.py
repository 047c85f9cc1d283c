"""Servers and clients in one program are recorded without a network."""

import selectors
from collections.abc import Callable
from pathlib import Path

import pytest

import recordings
import run_example
from recordings import Example
from timeline import streams
from timeline.program import record

PROGRAMS = [
    Example(path)
    for path in sorted(recordings.ROOT.glob("tests/programs/streams_*.py"))
]

# What is real in these programs cannot be recorded, but must still work.
REAL_SERVER = """\
import asyncio
import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().upper())


async def main():
    reader, writer = await asyncio.open_connection(*server.server_address)
    writer.write(b"shout\\n")
    print(await reader.read())
    writer.close()


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever).start()
    asyncio.run(main())
    server.shutdown()
"""
REAL_CLIENT = """\
import asyncio
import socket


def talk(address):
    with socket.create_connection(address) as sock:
        sock.sendall(b"shout\\n")
        return sock.recv(100)


async def handle(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()


async def main():
    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()
        print(await asyncio.to_thread(talk, address))
        loop = asyncio.get_running_loop()
        with socket.socket() as sock:
            sock.setblocking(False)
            await loop.sock_connect(sock, address)
            await loop.sock_sendall(sock, b"again\\n")
            print(await loop.sock_recv(sock, 100))
        await asyncio.sleep(0.1)


asyncio.run(main())
"""
REAL_SOCKETS = """\
import asyncio
import socket


async def main():
    here, there = socket.socketpair()
    _, writer = await asyncio.open_connection(sock=here)
    reader, other = await asyncio.open_connection(sock=there)
    writer.write(b"whisper")
    writer.close()
    print(await reader.read())
    other.close()


asyncio.run(main())
"""


@pytest.fixture
def program(request: pytest.FixtureRequest) -> Callable[[str], Example]:
    """Return a function that makes a program of a text."""
    made = []

    def make(text: str) -> Example:
        name = f"{request.node.name}.py"
        made.append(recordings.ROOT / "build" / name)
        made[0].parent.mkdir(exist_ok=True)
        made[0].write_text(text, "utf-8")
        return Example(made[0])

    yield make
    for path in made:
        path.unlink()


@pytest.mark.parametrize(
    "program", PROGRAMS, ids=lambda program: program.path.stem
)
def test_recorded_program_does_what_it_does(program: Example) -> None:
    """What is recorded prints the same as on real sockets, and the recording
    is the same with each hash seed.
    """
    plain = run_example.run(program)
    did, recording = run_example.record_again(program, hash_seed="0")
    assert (did.out, did.status) == (plain.out, plain.status)
    assert did.err == plain.err
    assert recording["simulated"] == ["streams"]
    assert not recording["notes"]
    for seed in "1", "2":
        assert (
            run_example.record_again(program, hash_seed=seed)[1] == recording
        )


def test_reader_is_woken_by_the_writer() -> None:
    """In the echo, each handler is woken by its client, and the reverse."""
    program = next(
        each for each in PROGRAMS if each.path.stem.endswith("echo")
    )
    _, recording = run_example.record_again(program)
    labels = {each["id"]: each["label"] for each in recording["tasks"]}
    woken: dict[str, set] = {}
    reading = set()
    for event in recording["events"]:
        task = event.get("task")
        if event["e"] == "wait" and event["on"] == "StreamReader.readline":
            reading.add(task)
        elif event["e"] == "ready" and task in reading:
            reading.remove(task)
            assert event["cause"] == "stream"
            by = int(event["by"].removeprefix("task:"))
            woken.setdefault(labels[task], set()).add(labels[by])
    slow = "client('slow', 0.25, ('127.0.0.1', 50001))"
    fast = "client('fast', 0.1, ('127.0.0.1', 50001))"
    assert woken == {
        slow: {"handle(…)"},
        fast: {"handle(…)"},
        "handle(…)": {slow, fast},
    }


def test_protocol_is_called_by_the_loop() -> None:
    """What a protocol prints is nobody's turn."""
    program = next(
        each for each in PROGRAMS if each.path.stem.endswith("protocols")
    )
    _, recording = run_example.record_again(program)
    called = {e["fn"] for e in recording["events"] if e["e"] == "call"}
    assert called == {
        "Server.connection_made",
        "Server.data_received",
        "Server.eof_received",
        "Server.connection_lost",
        "Client.connection_made",
        "Client.data_received",
        "Client.eof_received",
        "Client.connection_lost",
        "Buffered.connection_made",
        "Buffered.buffer_updated",
    }
    for event in recording["events"]:
        if event.get("text", "").startswith(("server:", "client:")):
            assert event["by"] == "loop"


@pytest.mark.parametrize(
    ("text", "simulated"),
    [
        pytest.param(REAL_SERVER, [], id="server"),
        pytest.param(REAL_CLIENT, ["streams", "threads"], id="client"),
        pytest.param(REAL_SOCKETS, [], id="sockets"),
    ],
)
def test_real_sockets_stay_real(
    program: Callable, text: str, simulated: list[str]
) -> None:
    """They work as ever, and the recording says that they are there."""
    example = program(text)
    did, recording = run_example.record_again(example)
    assert did == run_example.run(example)
    assert recording["simulated"] == simulated
    assert any("cannot be simulated" in note for note in recording["notes"])


# Somebody else may listen at the number that a server in memory had.
ELSEWHERE = f"""\
import asyncio
import contextlib
import socket


async def main():
    server = await asyncio.start_server(print, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    server.close()
    try:
        await asyncio.open_connection(*address)
    except ConnectionRefusedError:
        print("refused")


with socket.socket() as elsewhere:
    # If it is in use, somebody else is there already.
    with contextlib.suppress(OSError):
        elsewhere.bind(("127.0.0.1", {streams.FIRST_PORT}))
        elsewhere.listen()
    asyncio.run(main())
"""


def test_closed_server_refuses_whoever_has_its_port(
    program: Callable,
) -> None:
    """The port of a server in memory means nothing on the machine."""
    did, _ = run_example.record_again(program(ELSEWHERE))
    assert did.out == "refused\n"


def test_what_is_replaced_is_put_back(tmp_path: Path) -> None:
    """After a recording in this process, sockets are real again."""
    names = [(owner, name) for owner, _, name in streams.METHODS]
    before = [getattr(owner, name) for owner, name in names]
    text = PROGRAMS[0].path.read_text("utf-8")
    recording, *_ = record(text, str(tmp_path / "program.py"))
    assert recording["exit"] == {"how": "ok"}
    assert [getattr(owner, name) for owner, name in names] == before
    assert not hasattr(selectors.DefaultSelector, "network")
