"""A board for notes, and a waiter who uses it over the network."""

import asyncio


class Board:
    """What the guests want: a dish for each table."""

    def __init__(self):
        self.notes = {}

    def answer(self, line):
        """Obey one command, and return the answer."""
        match line.split():
            case ["SET", key, value]:
                self.notes[key] = value
                return "OK"
            case ["GET", key]:
                return self.notes.get(key, "NOTHING")
        return "ERROR unknown command"

    async def serve(self, reader, writer):
        """Answer one client, line by line, until it goes."""
        async for line in reader:
            answer = self.answer(line.decode())
            writer.write(f"{answer}\n".encode())
        writer.close()


async def talk(address, commands):
    """Be a client: say each command, and print the answer."""
    reader, writer = await asyncio.open_connection(*address)
    for command in commands:
        writer.write(f"{command}\n".encode())
        answer = await reader.readline()
        print(f"{command} -> {answer.decode().strip()}")
    writer.write_eof()
    await reader.read()  # until the board has closed
    writer.close()


async def main():
    board = Board()
    server = await asyncio.start_server(board.serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    await talk(address, ["SET table7 soup", "GET table7", "EAT soup"])
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
