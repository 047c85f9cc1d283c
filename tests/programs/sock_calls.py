"""Sockets by hand: accept, connect, sendall, recv."""

import asyncio
import socket


async def serve(server):
    loop = asyncio.get_running_loop()
    connection, _ = await loop.sock_accept(server)
    with connection:
        while data := await loop.sock_recv(connection, 100):
            await loop.sock_sendall(connection, data[::-1])


async def main():
    loop = asyncio.get_running_loop()
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        client.setblocking(False)
        task = asyncio.create_task(serve(server))
        await loop.sock_connect(client, server.getsockname())
        for text in b"abc", b"xyz":
            await loop.sock_sendall(client, text)
            print(await loop.sock_recv(client, 100))
        client.shutdown(socket.SHUT_WR)
        await task


asyncio.run(main())
