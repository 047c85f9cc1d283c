"""A pair of sockets, watched with add_reader and add_writer."""

import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    left, right = socket.socketpair()
    got = loop.create_future()

    def readable():
        got.set_result(right.recv(100))
        loop.remove_reader(right)

    loop.add_reader(right, readable)
    loop.call_later(0.05, left.send, b"hello")
    print(await got)
    written = asyncio.Event()
    loop.add_writer(left, written.set)
    await written.wait()
    print(loop.remove_writer(left), loop.remove_writer(left))
    left.close()
    right.close()


asyncio.run(main())
