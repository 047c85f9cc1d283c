"""With drain, the writer waits for a slow reader, but not for ever."""

import asyncio

PLATE = bytes(1_000_000)


async def serve(reader, writer):
    try:
        async with asyncio.timeout(0.2):
            for _ in range(50):
                writer.write(PLATE)
                await writer.drain()
    except TimeoutError:
        print("the guest does not eat")
        waiting = writer.transport.get_write_buffer_size()
        print("at most one plate waits in memory:", waiting <= len(PLATE))
    finally:
        writer.transport.abort()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.sleep(0.3)
        finally:
            writer.close()


asyncio.run(main())
