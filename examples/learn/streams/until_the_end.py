"""Reading to the end, where neither side has said that it is done."""

import asyncio


async def serve(reader, writer):
    while order := await reader.readline():
        writer.write(b"one " + order)
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"toast\n")
        answer = await reader.read()
        print("Ann gets", answer.decode())
        writer.close()


asyncio.run(main())
