"""Unix sockets, which have paths instead of ports."""

import asyncio
import os
import stat
import tempfile


async def handle(reader, writer):
    print(repr(writer.get_extra_info("peername")))
    print(os.path.basename(writer.get_extra_info("sockname")))
    writer.writelines([b"a", b"b\n", await reader.readuntil(b";")])
    writer.close()


async def attempt(what, folder):
    try:
        await what
    except OSError as error:
        print(type(error).__name__, str(error).replace(folder, ""))


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        await attempt(asyncio.open_unix_connection(path), folder)
        server = await asyncio.start_unix_server(handle, path)
        print(stat.S_ISSOCK(os.stat(path).st_mode), type(server).__name__)
        async with server:
            reader, writer = await asyncio.open_unix_connection(path)
            print(os.path.basename(writer.get_extra_info("peername")))
            print(repr(writer.get_extra_info("sockname")))
            writer.write(b"x;")
            print(await reader.readline(), await reader.read())
            writer.close()
            await writer.wait_closed()
        await attempt(asyncio.open_unix_connection(path), folder)
        server = await asyncio.start_unix_server(handle, path)
        server.close()
        with open(f"{path}.txt", "w", encoding="ascii"):
            pass
        for path_ in f"{path}.txt", os.path.join(folder, "no", "folder"):
            await attempt(asyncio.open_unix_connection(path_), folder)
            await attempt(asyncio.start_unix_server(handle, path_), folder)


asyncio.run(main())
