"""A server says again what two clients say, line by line."""

import asyncio


async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("a client is gone")


async def client(name, pause, address):
    reader, writer = await asyncio.open_connection(*address)
    lines = []
    for number in range(3):
        writer.write(f"{name} {number}\n".encode())
        lines.append(await reader.readline())
        await asyncio.sleep(pause)
    writer.close()
    await writer.wait_closed()
    return lines


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        address = server.sockets[0].getsockname()
        lines = await asyncio.gather(
            client("slow", 0.25, address), client("fast", 0.1, address)
        )
        await asyncio.sleep(0.1)
    print(lines)
    print(type(server).__name__, server.is_serving(), server.sockets)


asyncio.run(main())
