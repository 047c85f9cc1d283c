"""Two writes are not two messages: the bytes arrive as they please."""

import asyncio


async def take_orders(reader, writer):
    try:
        order = await reader.read(100)
        print("the cook reads:", order)
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(take_orders, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(b"toast")
            writer.write(b"coffee")
            await reader.read()
        finally:
            writer.close()


asyncio.run(main())
