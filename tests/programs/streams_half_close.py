"""One side has said all, the other one answers still."""

import asyncio


async def handle(reader, writer):
    everything = await reader.read()
    print("server has", everything, reader.at_eof())
    await asyncio.sleep(0.2)
    for word in everything.split():
        writer.write(word + b"\n")
        await asyncio.sleep(0.1)
    print(writer.can_write_eof())
    writer.write_eof()
    await asyncio.sleep(0.3)
    print("closing")
    writer.close()


async def main():
    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(
            *server.sockets[0].getsockname()
        )
        writer.write(b"one two three")
        writer.write_eof()
        try:
            writer.write(b"four")
        except RuntimeError as error:
            print(error)
        async for line in reader:
            print(line)
        print(reader.at_eof(), writer.is_closing())
        writer.close()
        print(writer.is_closing())
        await writer.wait_closed()


asyncio.run(main())
