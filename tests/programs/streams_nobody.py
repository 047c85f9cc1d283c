"""Nobody listens, and a port is in use."""

import asyncio


async def handle(reader, writer):
    writer.close()


async def attempt(what, port):
    try:
        return await what
    except OSError as error:
        text = str(error).replace(str(port), "PORT")
        print(type(error).__name__, error.errno, text)


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    await attempt(asyncio.start_server(handle, host, port), port)
    await attempt(asyncio.start_server(handle, "0.0.0.0", port), port)
    idle = await asyncio.start_server(handle, host, 0, start_serving=False)
    other = idle.sockets[0].getsockname()[1]
    print(port != other)
    await attempt(asyncio.open_connection(host, other), other)
    server.close()
    await attempt(asyncio.open_connection(host, port), port)
    await attempt(asyncio.open_connection(host, str(port)), port)
    server = await attempt(asyncio.start_server(handle, host, port), port)
    reader, _ = await asyncio.open_connection(host, port)
    print(await reader.read())
    server.close()
    for wrong in -1, 65536:
        for function in (
            lambda: asyncio.open_connection(host, wrong),
            lambda: asyncio.start_server(handle, host, wrong),
        ):
            try:
                await function()
            except OverflowError as error:
                print(error)


asyncio.run(main())
