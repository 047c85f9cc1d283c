"""A server made of protocols and transports."""

import asyncio


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        print("server: made")
        self.transport = transport

    def data_received(self, data):
        print("server:", data)
        self.transport.write(b"<" + data + b">")

    def eof_received(self):
        print("server: eof")

    def connection_lost(self, error):
        print("server: lost", error)


class Client(asyncio.Protocol):
    def __init__(self, lost):
        self.lost = lost

    def connection_made(self, transport):
        transport.write(b"hello")
        self.transport = transport

    def data_received(self, data):
        print("client:", data)
        self.transport.write_eof()

    def connection_lost(self, error):
        self.lost.set_result("lost")


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0)
    lost = loop.create_future()
    address = server.sockets[0].getsockname()
    await loop.create_connection(lambda: Client(lost), *address)
    print(await lost)
    await asyncio.sleep(0.02)
    server.close()
    await server.wait_closed()


asyncio.run(main())
