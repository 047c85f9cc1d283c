"""One order a line: a server, and two guests who talk to it."""

import asyncio


async def serve(reader, writer):
    try:
        while line := await reader.readline():
            await asyncio.sleep(0.2)
            writer.write(b"one " + line)
            await writer.drain()
    finally:
        writer.close()


async def guest(port, name, *orders):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for order in orders:
            writer.write(f"{order}\n".encode())
            answer = await reader.readline()
            print(name, "gets", answer.decode().strip())
        writer.write_eof()
        await reader.read()
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        ann = asyncio.create_task(guest(port, "Ann", "toast", "coffee"))
        await asyncio.sleep(0.1)
        await guest(port, "Bob", "tea")
        await ann


asyncio.run(main())
