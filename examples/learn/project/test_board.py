"""Test the board: its rules, its lines, a real connection, and faults."""

import asyncio
import tempfile
from pathlib import Path

from shutdown import BadLineError, Board, read_line


def test_the_rules_need_no_network(tmp_path):
    board = Board(tmp_path / "notes.json")
    assert board.answer("ADD soup 2\n") == "2"
    assert board.answer("ADD soup 3\n") == "5"
    assert board.answer("ADD soup one\n") == "ERROR not a number"
    assert board.answer("GET soup\n") == "5"


async def read(*pieces, limit=20):
    """Return the lines that come out where these pieces come in."""
    reader = asyncio.StreamReader(limit)
    for piece in pieces:
        reader.feed_data(piece)
    reader.feed_eof()
    lines = []
    while line := await read_line(reader):
        lines.append(line)
    return lines


def test_lines_need_no_socket(tmp_path):
    assert asyncio.run(read(b"GET a\nGE", b"T b\nSET c")) == [
        "GET a\n",
        "GET b\n",
    ]
    for bad in b"x" * 30 + b"\n", b"\xff\n":
        try:
            asyncio.run(read(bad))
        except BadLineError:
            continue
        raise AssertionError(bad)


async def ask(address, command):
    """Be a client with one question, and return the answer."""
    reader, writer = await asyncio.open_connection(*address)
    writer.write(command)
    answer = await reader.readline()
    writer.close()
    return answer


def test_a_real_connection(tmp_path):
    path = tmp_path / "notes.json"

    async def main():
        board = Board(path)
        address = await board.open()
        assert await ask(address, b"SET table7 soup\n") == b"OK\n"
        await board.close()
        assert Board(path).notes == {"table7": "soup"}

    asyncio.run(main())


def test_a_client_that_vanishes_harms_nobody(tmp_path):
    async def main():
        board = Board(tmp_path / "notes.json")
        address = await board.open()
        _, writer = await asyncio.open_connection(*address)
        writer.write(b"GET soup\n" * 100)
        writer.transport.abort()  # as if its cable were cut
        assert await ask(address, b"ADD soup 1\n") == b"1\n"
        await board.close()

    asyncio.run(main())


def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "notes.json"
    path.write_text('{"soup": "1"}')
    path.with_suffix(".new").mkdir()  # so that writing it fails

    async def main():
        board = Board(path)
        await board.open()
        board.answer("ADD soup 1\n")
        try:
            await board.close()
        except OSError:
            assert Board(path).notes == {"soup": "1"}
        else:
            raise AssertionError("the fault was not noticed")

    asyncio.run(main())


def run_all():
    """Run the tests as pytest does, more or less."""
    for name, test in list(globals().items()):
        if not name.startswith("test_"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Path(folder))
            except AssertionError:
                print("failed:", name)
            else:
                print("passed:", name)


if __name__ == "__main__":
    run_all()
