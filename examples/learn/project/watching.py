"""A board that can be watched while it works."""

import asyncio
import itertools
import json
import logging
import os
import re
import signal
import sys
import tempfile
from pathlib import Path

log = logging.getLogger("board")

LONGEST = 100  # bytes in a line


def whole(text):
    """Return the number; ``int`` alone would take ``1_0``, too."""
    if not re.fullmatch("-?[0-9]+", text):
        raise ValueError(text)
    return int(text)


class Board:
    """What the guests want: a dish for each table."""

    most_clients = 1000
    most_notes = 1000
    patience = 60  # seconds to say something, or to read the answer
    farewell = 5  # seconds to read the last one

    def __init__(self, path):
        self.path = path
        self.notes = json.loads(path.read_text()) if path.exists() else {}
        self.clients = {}  # the task of each, and its writer
        self.closing = False
        self.numbers = itertools.count(1)

    def answer(self, line):
        """Obey one command, and return the answer."""
        match line.split():
            case ["SET" | "ADD", key, _] if self.is_full_for(key):
                return "ERROR the board is full"
            case ["SET", key, value]:
                self.notes[key] = value
                return "OK"
            case ["GET", key]:
                return self.notes.get(key, "NOTHING")
            case ["ADD", key, number]:
                try:
                    total = whole(self.notes.get(key, "0")) + whole(number)
                except ValueError:
                    return "ERROR not a number"
                self.notes[key] = str(total)
                return self.notes[key]
        return "ERROR unknown command"

    def is_full_for(self, key):
        """Say whether the note would be one too many."""
        return key not in self.notes and len(self.notes) >= self.most_notes

    def welcome(self, reader, writer):
        """Give a new client a task, and keep it; or send it away."""
        if self.closing:
            writer.close()
            return
        if len(self.clients) >= self.most_clients:
            log.warning("sent a client away")
            writer.write(b"ERROR too many clients\n")
            writer.close()
            return
        task = asyncio.create_task(
            self.serve(reader, writer), name=f"client {next(self.numbers)}"
        )
        self.clients[task] = writer
        task.add_done_callback(self.forget)

    def forget(self, task):
        """Close the connection of a task that has ended, or never began."""
        self.clients.pop(task).close()

    async def serve(self, reader, writer):
        """Answer one client, line by line, until it goes."""
        log.info("came")
        try:
            while line := await self.hurry(read_line(reader)):
                answer = self.answer(line)
                log.debug("%r, answered %r", line, answer)
                writer.write(f"{answer}\n".encode())
                await self.hurry(writer.drain())
        except BadLineError as error:
            log.warning("sent bad input: %s", error)
            writer.write(f"ERROR {error}\n".encode())
        except TimeoutError:
            log.warning("was too slow")
            writer.write(b"ERROR too slow\n")
        except ConnectionError:
            log.warning("lost the connection")
        finally:
            await self.leave(writer)
            log.info("left")

    async def hurry(self, waiting):
        """Await something, but not for long; raise TimeoutError."""
        async with asyncio.timeout(self.patience):
            return await waiting

    async def leave(self, writer):
        """Let a client read the last answers, and close."""
        writer.close()
        try:
            async with asyncio.timeout(self.farewell):
                await writer.wait_closed()
        except (TimeoutError, ConnectionError):
            pass
        finally:
            writer.transport.abort()  # if it is not closed by now

    async def open(self, port=0):
        """Begin to serve, and return the address."""
        self.server = await asyncio.start_server(
            self.welcome, "127.0.0.1", port, limit=LONGEST
        )
        return self.server.sockets[0].getsockname()

    async def close(self):
        """Send everybody home, and save the notes."""
        self.closing = True
        self.server.close()
        if self.clients:
            for task in self.clients:
                task.cancel()
            await asyncio.wait(self.clients)
        new = self.path.with_suffix(".new")
        with new.open("w") as file:
            json.dump(self.notes, file)
            file.flush()
            os.fsync(file.fileno())  # until the disk has it
        os.replace(new, self.path)


class BadLineError(Exception):
    """A line after which the board does not go on."""


async def read_line(reader):
    """Return the next whole line, or "" when the client has gone."""
    try:
        line = await reader.readuntil(b"\n")
        return line.decode()
    except asyncio.IncompleteReadError:
        return ""  # what came after the last line end is dropped
    except asyncio.LimitOverrunError:
        raise BadLineError("line too long") from None
    except UnicodeDecodeError:
        raise BadLineError("not UTF-8") from None


def name_the_task(record):
    """Let a record of the log say which task it is about."""
    try:
        task = asyncio.current_task()
    except RuntimeError:  # no loop runs
        task = None
    record.task = task.get_name() if task else "nobody"
    return True


def set_up_log(level):
    """Write the log to standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(name_the_task)
    logging.basicConfig(
        level=level,
        handlers=[handler],
        format="{levelname}: {task} {message}",
        style="{",
        force=True,  # whatever was set up before
    )


def where(task):
    """Return the functions in which a task waits, outermost first."""
    names, coroutine = [], task.get_coro()
    while hasattr(coroutine, "cr_await"):
        names.append(coroutine.__qualname__)
        coroutine = coroutine.cr_await
    return " > ".join(names)


def report():
    """Print what each task waits for."""
    for task in sorted(asyncio.all_tasks(), key=asyncio.Task.get_name):
        print(f"{task.get_name()}: {where(task)}", flush=True)


async def run(port, path):
    """Serve until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in signal.SIGTERM, signal.SIGINT:
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, report)
    board = Board(path)
    _, port = await board.open(port)
    print(f"process {os.getpid()} listens on port {port}", flush=True)
    await stop.wait()
    await board.close()
    print(f"saved {len(board.notes)} notes", flush=True)


async def send(address, *pieces):
    """Be a client: say each piece after a pause."""
    reader, writer = await asyncio.open_connection(*address)
    for piece in pieces:
        await asyncio.sleep(0.3)
        writer.write(piece)
    await reader.read()
    writer.close()


async def main():
    asyncio.current_task().set_name("main")
    set_up_log(logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        board = Board(Path(folder, "notes.json"))
        board.patience = 1
        address = await board.open()
        async with asyncio.TaskGroup() as group:
            group.create_task(send(address, b"GET soup\n"), name="Ann")
            await asyncio.sleep(0.1)
            group.create_task(send(address, b"\xff\n"), name="Bob")
            await asyncio.sleep(0.4)
            report()
            await asyncio.sleep(1)
            await board.close()


if __name__ == "__main__":
    if sys.argv[1:]:
        set_up_log(logging.INFO)
        asyncio.run(run(int(sys.argv[1]), Path(sys.argv[2])))
    else:
        asyncio.run(main())
