"""A board that obeys whole lines only, and answers bad input."""

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

    def __init__(self):
        self.notes = {}
        self.clients = set()

    def answer(self, line):
        """Obey one command, and return the answer."""
        match line.split():
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

    def welcome(self, reader, writer):
        """Give a new client a task, and keep it."""
        task = asyncio.create_task(self.serve(reader, writer))
        self.clients.add(task)
        task.add_done_callback(self.clients.discard)

    async def serve(self, reader, writer):
        """Answer one client, line by line, until it goes."""
        try:
            while line := await read_line(reader):
                answer = self.answer(line)
                writer.write(f"{answer}\n".encode())
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


async def send(address, data):
    """Be a client: send all of it, and print what comes back."""
    reader, writer = await asyncio.open_connection(*address)
    writer.write(data)
    writer.write_eof()
    answers = (await reader.read()).decode().splitlines()
    print(f"{data[:25]} -> {answers}")
    writer.close()


async def main():
    board = Board()
    server = await asyncio.start_server(
        board.welcome, "127.0.0.1", 0, limit=LONGEST
    )
    address = server.sockets[0].getsockname()
    await send(address, b"SET table7 soup\nGET table7\n")
    await send(address, b"ADD table7 1\nADD soup one\n")
    await send(address, b"SET table7 so")
    await send(address, b"SET table8 " + b"so" * 100 + b"up\n")
    await send(address, b"SET table9 \xff\xfe\n")
    print("on the board:", board.notes)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
