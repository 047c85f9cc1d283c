"""What a transport and a server tell about themselves."""

import asyncio
import socket


async def handle(reader, writer):
    peer = writer.get_extra_info("peername")
    print(peer[0], isinstance(peer[1], int))
    await reader.read()
    writer.close()


async def main():
    for host in "127.0.0.1", "::1":
        async with await asyncio.start_server(handle, host, 0) as server:
            address = server.sockets[0].getsockname()
            print(len(server.sockets), address[0], address[2:])
            print(server.sockets[0].family == socket.AF_INET6)
            _, writer = await asyncio.open_connection(*address[:2])
            print(writer.get_extra_info("peername") == address)
            print(writer.get_extra_info("sockname")[0])
            print(writer.get_extra_info("nothing", "else"))
            print(writer.get_extra_info("sslcontext"))
            sock = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            print(sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) > 0)
            print(type(sock).__name__, sock.type.name, sock.fileno() > 0)
            print(sock.getpeername() == address, sock.gettimeout())
            print(type(writer.transport).__qualname__)
            writer.close()
            await writer.wait_closed()
            await asyncio.sleep(0.1)
    async with await asyncio.start_server(handle, None, 0) as server:
        print(sorted(sock.getsockname()[0] for sock in server.sockets))
        for sock in sorted(server.sockets, key=lambda sock: sock.family):
            port = sock.getsockname()[1]
            host = "127.0.0.1" if sock.family == socket.AF_INET else "::1"
            _, writer = await asyncio.open_connection(host, port)
            print(writer.get_extra_info("peername")[0] == host)
            writer.close()
            await asyncio.sleep(0.1)


asyncio.run(main())
