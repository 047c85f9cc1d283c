"""A board that looks away between reading a note and writing it."""

import asyncio

from many_clients import Board, talk


class SlowBoard(Board):
    """A board that keeps its notes somewhere slow."""

    async def serve(self, reader, writer):
        async for line in reader:
            _, key, number = line.decode().split()
            total = int(self.notes.get(key, "0"))
            await asyncio.sleep(0.2)  # here somebody else may read it
            self.notes[key] = str(total + int(number))
            writer.write(f"{self.notes[key]}\n".encode())
        writer.close()


async def main():
    board = SlowBoard()
    server = await asyncio.start_server(board.welcome, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    await asyncio.gather(
        talk("Ann", 0.1, address, ["ADD soup 2"]),
        talk("Bob", 0.2, address, ["ADD soup 1"]),
    )
    print("on the board:", board.notes)
    server.close()
    await asyncio.gather(*board.clients)


asyncio.run(main())
