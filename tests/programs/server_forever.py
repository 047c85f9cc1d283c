"""serve_forever until it is cancelled, and abandoned connections."""

import asyncio


async def handle(reader, writer):
    try:
        print("server got", await reader.readexactly(5))
        await reader.readexactly(5)
    except asyncio.IncompleteReadError as error:
        print("incomplete", error.partial)
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(handle, "localhost", 0, family=2)
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0.01)
    print(server.is_serving(), len(server.sockets))
    _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"hello?")
    await asyncio.sleep(0.05)
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.05)
    serving.cancel()
    print(await asyncio.gather(serving, return_exceptions=True))


asyncio.run(main())
