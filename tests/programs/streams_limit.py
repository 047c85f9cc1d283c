"""A line that is longer than the reader's limit."""

import asyncio


async def handle(reader, writer):
    try:
        await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as error:
        print(type(error).__name__, error, error.consumed)
    try:
        await reader.readline()
    except ValueError as error:
        print(type(error).__name__, error)
    print(await reader.readexactly(5))
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=100)
    async with server:
        reader, writer = await asyncio.open_connection(
            *server.sockets[0].getsockname()
        )
        writer.write(b"x" * 150)
        await asyncio.sleep(0.2)
        writer.write(b"y" * 5)
        print(await reader.read())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
