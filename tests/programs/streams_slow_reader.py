"""Who writes to a slow reader waits in drain()."""

import asyncio

PIECE = bytes(64 * 1024)


async def handle(reader, writer):
    await asyncio.sleep(0.5)
    count = 0
    while data := await reader.read(100_000):
        count += len(data)
    print("read", count)
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(
        *server.sockets[0].getsockname()
    )
    longest = 0
    for _ in range(400):
        writer.write(PIECE)
        began = loop.time()
        await writer.drain()
        longest = max(longest, loop.time() - began)
    print("drain() waited:", longest > 0.2)
    writer.write_eof()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


asyncio.run(main())
