"""Clients leave in the middle: what a server hears of it."""

import asyncio


async def handle(reader, writer):
    try:
        print(await reader.readexactly(10))
        print(await reader.read(1))
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        print("reading:", type(error).__name__, error)
    for number in range(4):
        try:
            writer.write(b"x" * 100)
            await writer.drain()
        except ConnectionError as error:
            print(f"writing {number}:", type(error).__name__, error)
        await asyncio.sleep(0.1)
    writer.close()
    try:
        await writer.wait_closed()
        print("closed")
    except ConnectionError as error:
        print("closing:", type(error).__name__, error)


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()

    print("It leaves.")
    _, writer = await asyncio.open_connection(*address)
    writer.write(b"abc")
    await asyncio.sleep(0.1)
    writer.transport.abort()
    await asyncio.sleep(1)

    print("It leaves, and was sent something that it never read.")
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"0123456789?")
    writer.transport.pause_reading()
    await asyncio.sleep(0.15)
    writer.close()
    await asyncio.sleep(1)

    server.close()


asyncio.run(main())
