"""Two datagram endpoints on this machine."""

import asyncio


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.transport.sendto(data.upper(), address)


class Client(asyncio.DatagramProtocol):
    def __init__(self, got):
        self.got = got

    def datagram_received(self, data, address):
        self.got.set_result(data)


async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(
        Echo, local_addr=("127.0.0.1", 0)
    )
    got = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(
        lambda: Client(got), remote_addr=server.get_extra_info("sockname")
    )
    client.sendto(b"hello")
    print(await got)
    client.close()
    server.close()


asyncio.run(main())
