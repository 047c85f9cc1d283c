"""A server is closed while a client is there, and one serves for ever."""

import asyncio


async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line)
    print("handled")
    writer.close()


async def closed_early():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"one\n")
    print(await reader.readline(), server.is_serving())
    server.close()
    writer.write(b"two\n")
    print(await reader.readline(), server.is_serving(), server.sockets)
    try:
        await asyncio.wait_for(server.wait_closed(), 0.2)
        print("wait_closed() does not wait for the client")
    except TimeoutError:
        print("wait_closed() waits for the client")
    writer.close()
    await server.wait_closed()
    await asyncio.sleep(0.1)


async def for_ever():
    server = await asyncio.start_server(
        handle, "127.0.0.1", 0, start_serving=False
    )
    address = server.sockets[0].getsockname()
    print(server.is_serving())
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0.1)
    print(server.is_serving())
    try:
        await server.serve_forever()
    except RuntimeError as error:
        print(str(error).partition("<")[0])
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"three\n")
    print(await reader.readline())
    writer.close()
    await asyncio.sleep(0.1)
    serving.cancel()
    await asyncio.wait([serving])
    print(serving.cancelled(), server.is_serving())


async def dropped():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"four\n")
    print(await reader.readline())
    if hasattr(server, "close_clients"):  # from Python 3.13 on
        server.close_clients()
        print(await reader.readline())
        other, _ = await asyncio.open_connection(*address)
        await asyncio.sleep(0.1)
        server.abort_clients()
        print(await other.readline())
    server.close()
    writer.close()


asyncio.run(closed_early())
asyncio.run(for_ever())
asyncio.run(dropped())
