"""Reading to the end, where neither side has said that it is done."""

import asyncio


async def serve(reader, writer):
    try:
        while order := await reader.readline():
            writer.write(b"one " + order)
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(b"toast\n")
            answer = await reader.read()
            print("Ann gets", answer.decode())
        finally:
            writer.close()


asyncio.run(main())
