"""A transport pauses its protocol when the other side reads nothing."""

import asyncio


class Writer(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print(transport.get_write_buffer_limits())

    def pause_writing(self):
        print("pause", self.transport.get_write_buffer_size() > 1000)

    def resume_writing(self):
        print("resume", self.transport.get_write_buffer_size() <= 500)

    def connection_lost(self, error):
        print("written", error)


class Reader(asyncio.Protocol):
    count = 0

    def connection_made(self, transport):
        self.transport = transport
        transport.pause_reading()
        print("reading:", transport.is_reading())
        asyncio.get_running_loop().call_later(0.3, self.go_on)

    def go_on(self):
        print("go on")
        self.transport.resume_reading()

    def data_received(self, data):
        self.count += len(data)

    def connection_lost(self, error):
        print("read", self.count, error)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Reader, "127.0.0.1", 0)
    transport, _ = await loop.create_connection(
        Writer, *server.sockets[0].getsockname()
    )
    transport.set_write_buffer_limits(1000, 500)
    transport.write(bytes(20_000_000))
    transport.writelines([b"a", bytearray(b"b"), memoryview(b"c")])
    transport.close()
    print(transport.is_closing(), transport.get_write_buffer_size() > 1000)
    await asyncio.sleep(2)
    server.close()


asyncio.run(main())
