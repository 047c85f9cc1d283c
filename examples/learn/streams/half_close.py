"""One side has said all that it has to say, and still listens."""

import asyncio


async def serve(reader, writer):
    orders = await reader.read()
    writer.write(b"%d orders, thank you" % len(orders.splitlines()))
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"toast\ncoffee\n")
        writer.write_eof()
        print((await reader.read()).decode())
        writer.close()


asyncio.run(main())
