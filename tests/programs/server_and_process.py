"""A server whose client is another process."""

import asyncio
import sys

CLIENT = """\
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as kitchen:
    kitchen.sendall(b"tea\\n")
    print(kitchen.recv(100))
"""


async def serve(reader, writer):
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        client = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", CLIENT, str(port)), stdout=-1
        )
        out, _ = await client.communicate()
        print(out, client.returncode)


asyncio.run(main())
