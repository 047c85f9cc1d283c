"""A waiter asks 300 times for a long note, and does not read the answers."""

import asyncio

import framing
import limits

LONG = 100_000  # bytes


async def show(board):
    transports = []

    def welcome(reader, writer):
        transports.append(writer.transport)
        board.welcome(reader, writer)

    server = await asyncio.start_server(
        welcome, "127.0.0.1", 0, limit=2 * LONG
    )
    address = server.sockets[0].getsockname()
    _, writer = await asyncio.open_connection(*address)
    writer.write(b"SET menu " + LONG * b"x" + b"\n")
    writer.write(300 * b"GET menu\n")
    await asyncio.sleep(0.5)  # and does not read

    kept = transports[0].get_write_buffer_size()
    print("  keeps more than 10 MB:", kept > 10_000_000)
    server.close()
    for transport in writer.transport, *transports:
        transport.abort()
    await asyncio.gather(*board.clients, return_exceptions=True)


async def main():
    print("the board of the last chapter")
    await show(framing.Board())
    print("the board of this chapter")
    await show(limits.Board())


asyncio.run(main())
