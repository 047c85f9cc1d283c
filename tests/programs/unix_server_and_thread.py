"""A server at a path, and a client in a thread that knows no asyncio."""

import asyncio
import socket
import tempfile


async def serve(reader, writer):
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()


def ask(path):
    with socket.socket(socket.AF_UNIX) as kitchen:
        kitchen.connect(path)
        kitchen.sendall(b"tea\n")
        return kitchen.recv(100)


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/kitchen"
        async with await asyncio.start_unix_server(serve, path):
            print(await asyncio.to_thread(ask, path))


asyncio.run(main())
