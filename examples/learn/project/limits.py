"""A board that nobody can fill up: limits, and backpressure."""

import asyncio
import re

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

    def __init__(self):
        self.notes = {}
        self.clients = set()

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
        if len(self.clients) >= self.most_clients:
            writer.write(b"ERROR too many clients\n")
            writer.close()
            return
        task = asyncio.create_task(self.serve(reader, writer))
        self.clients.add(task)
        task.add_done_callback(self.clients.discard)

    async def serve(self, reader, writer):
        """Answer one client, line by line, until it goes."""
        try:
            while line := await read_line(reader):
                answer = self.answer(line)
                writer.write(f"{answer}\n".encode())
                await writer.drain()
        except BadLineError as error:
            writer.write(f"ERROR {error}\n".encode())
        except ConnectionError:
            pass  # the client is gone
        finally:
            writer.close()


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


async def talk(name, pause, address, commands):
    """Be a client: say each command after a pause, and print the answer."""
    reader, writer = await asyncio.open_connection(*address)
    for command in commands:
        await asyncio.sleep(pause)
        writer.write(f"{command}\n".encode())
        answer = await reader.readline()
        print(f"{name}: {command} -> {answer.decode().strip()}")
    writer.close()


async def main():
    board = Board()
    board.most_clients = 2
    board.most_notes = 1
    server = await asyncio.start_server(
        board.welcome, "127.0.0.1", 0, limit=LONGEST
    )
    address = server.sockets[0].getsockname()
    async with asyncio.TaskGroup() as waiters:
        for name, pause, commands in [
            ("Ann", 0.2, ["ADD soup 1", "ADD pie 1", "ADD soup 1"]),
            ("Bob", 0.3, ["ADD soup 1"]),
            ("Cid", 0.7, ["ADD soup 1"]),
        ]:
            waiters.create_task(talk(name, pause, address, commands))
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
