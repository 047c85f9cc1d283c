"""The same with protocols and transports instead of streams."""

import asyncio


class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print("server: from", transport.get_extra_info("peername")[0])

    def data_received(self, data):
        print("server:", data)
        self.transport.write(data.upper())

    def eof_received(self):
        print("server: all has come")

    def connection_lost(self, error):
        print("server: lost", error)


class Client(asyncio.Protocol):
    def __init__(self, done):
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"hello")

    def data_received(self, data):
        print("client:", data)
        if data == b"HELLO":
            self.transport.write(b"more")
            self.transport.write_eof()

    def eof_received(self):
        print("client: all has come")
        return True

    def connection_lost(self, error):
        print("client: lost", error)
        self.done.set_result("done")


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, done):
        self.done = done
        self.buffer = bytearray(8)
        self.all = b""

    def connection_made(self, transport):
        transport.write(b"in pieces of eight bytes")

    def get_buffer(self, hint):
        return self.buffer

    def buffer_updated(self, count):
        self.all += self.buffer[:count]
        if self.all.endswith(b"BYTES"):
            self.done.set_result(self.all)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    done = loop.create_future()
    transport, protocol = await loop.create_connection(
        lambda: Client(done), *address
    )
    print(type(transport).__qualname__, type(protocol).__name__)
    print(transport.get_protocol() is protocol, transport.is_reading())
    await asyncio.sleep(0.1)
    transport.close()
    print(await done, transport.is_closing())
    done = loop.create_future()
    transport, _ = await loop.create_connection(
        lambda: Buffered(done), *address
    )
    print(await done)
    transport.abort()
    await asyncio.sleep(0.1)
    server.close()


asyncio.run(main())
