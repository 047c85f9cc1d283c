"""Two writes are not two messages: the bytes arrive as they please."""

import asyncio


async def take_orders(reader, writer):
    order = await reader.read(100)
    print("the cook reads:", order)
    writer.close()


async def main():
    server = await asyncio.start_server(take_orders, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"toast")
        writer.write(b"coffee")
        await reader.read()
        writer.close()


asyncio.run(main())
