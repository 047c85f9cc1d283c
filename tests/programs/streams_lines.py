"""A protocol of lines, fixed sizes and delimiters, some of them cut off."""

import asyncio


async def handle(reader, writer):
    print(await reader.readuntil(b";"))
    size = int(await reader.readline())
    print(await reader.readexactly(size))
    print(reader.at_eof(), await reader.read(3))
    for read in reader.readexactly(100), reader.readuntil(b";"):
        try:
            await read
        except asyncio.IncompleteReadError as error:
            print(type(error).__name__, error, error.partial, error.expected)
    print(reader.at_eof(), await reader.readline(), await reader.read())
    writer.writelines([b"bye", b" ", bytearray(b"bye\n")])
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(
            *server.sockets[0].getsockname()
        )
        for piece in b"he", b"ad;5", b"\nfi", b"ve!and", b" the rest":
            writer.write(piece)
            await asyncio.sleep(0.1)
        writer.write_eof()
        print(await reader.read())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
