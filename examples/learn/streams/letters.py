"""A length before each message, and a guest who hangs up in the middle."""

import asyncio


async def serve(reader, writer):
    try:
        while True:
            length = int.from_bytes(await reader.readexactly(4), "big")
            message = await reader.readexactly(length)
            print("order:", message.decode())
    except asyncio.IncompleteReadError as error:
        print(f"cut off: {len(error.partial)} of {error.expected} bytes")
    writer.close()


def framed(message):
    return len(message).to_bytes(4, "big") + message


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(framed(b"two\neggs"))
        writer.write(framed(b"coffee")[:-3])
        writer.write_eof()
        await reader.read()
        writer.close()


asyncio.run(main())
