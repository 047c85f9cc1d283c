"""A guest who says nothing has to leave."""

import asyncio


async def serve(reader, writer):
    try:
        async with asyncio.timeout(0.2):
            order = await reader.readline()
        writer.write(b"one " + order)
    except TimeoutError:
        writer.write(b"we close\n")
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            print((await reader.read()).decode().strip())
        finally:
            writer.close()


asyncio.run(main())
