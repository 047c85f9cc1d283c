"""A length before each message; one guest hangs up, one says too much."""

import asyncio

LONGEST = 1000


async def serve(reader, writer):
    try:
        while True:
            length = int.from_bytes(await reader.readexactly(4), "big")
            if length > LONGEST:
                print(f"refused: {length} bytes")
                break
            message = await reader.readexactly(length)
            print("order:", message.decode())
    except asyncio.IncompleteReadError as error:
        print(f"cut off: {len(error.partial)} of {error.expected} bytes")
    finally:
        writer.close()


def framed(message):
    return len(message).to_bytes(4, "big") + message


async def guest(port, *pieces):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.writelines(pieces)
        writer.write_eof()
        await reader.read()
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await guest(port, framed(b"two\neggs"), framed(b"coffee")[:-3])
        await guest(port, (200_000_000).to_bytes(4, "big"))


asyncio.run(main())
