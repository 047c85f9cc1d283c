"""A waiter trips in the middle of a line, and the board obeys the half."""

import asyncio

from many_clients import Board


async def main():
    board = Board()
    server = await asyncio.start_server(board.welcome, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    _, writer = await asyncio.open_connection(*address)
    writer.write(b"SET table7 ice")
    await asyncio.sleep(0.1)
    writer.close()  # "-cream" was still to come
    await asyncio.gather(*board.clients)
    print("on the board:", board.notes)
    server.close()


asyncio.run(main())
