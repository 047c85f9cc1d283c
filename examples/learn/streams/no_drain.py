"""Writing without drain, to somebody who does not read."""

import asyncio

PLATE = bytes(1_000_000)


async def serve(reader, writer):
    for _ in range(50):
        writer.write(PLATE)
    waiting = writer.transport.get_write_buffer_size()
    print("more than 25 of 50 MB wait in memory:", waiting > 25e6)
    writer.transport.abort()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(0.3)
        writer.close()


asyncio.run(main())
