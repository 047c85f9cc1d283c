"""A room in which each member hears what the others say."""

import asyncio

members = {}


async def handle(reader, writer):
    name = (await reader.readline()).decode().strip()
    members[name] = writer
    await tell(f"* {name} joined")
    try:
        while line := await reader.readline():
            await tell(f"{name}: {line.decode().strip()}")
    finally:
        del members[name]
        await tell(f"* {name} left")
        writer.close()
        await writer.wait_closed()


async def tell(text):
    print(text)
    for writer in members.values():
        writer.write(f"{text}\n".encode())
    await asyncio.gather(*(writer.drain() for writer in members.values()))


async def listen(reader):
    return [line.decode().strip() async for line in reader]


async def member(name, delay, address):
    await asyncio.sleep(delay)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(f"{name}\n".encode())
    listening = asyncio.create_task(listen(reader))
    for number in range(2):
        await asyncio.sleep(1)
        writer.write(f"hello {number}\n".encode())
    await asyncio.sleep(1)
    writer.write_eof()
    print(name, "heard", await listening)
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        address = server.sockets[0].getsockname()
        async with asyncio.TaskGroup() as group:
            for number, name in enumerate(["Ann", "Bob", "Cid"]):
                group.create_task(member(name, number * 0.3, address))


asyncio.run(main())
