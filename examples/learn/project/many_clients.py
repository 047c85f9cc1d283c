"""A board for many waiters: each client has a task of its own."""

import asyncio


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
                total = int(self.notes.get(key, "0")) + int(number)
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
        async for line in reader:
            answer = self.answer(line.decode())
            writer.write(f"{answer}\n".encode())
        writer.close()


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
    server = await asyncio.start_server(board.welcome, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    async with asyncio.TaskGroup() as waiters:
        waiters.create_task(
            talk("Ann", 0.2, address, ["ADD soup 1", "ADD soup 2"])
        )
        waiters.create_task(
            talk("Bob", 0.3, address, ["ADD soup 1", "GET soup"])
        )
    server.close()
    await asyncio.gather(*board.clients)


if __name__ == "__main__":
    asyncio.run(main())
