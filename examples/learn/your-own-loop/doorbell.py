"""Waiting for a socket, written for asyncio."""

import asyncio
import socket


async def open_door(bell):
    loop = asyncio.get_running_loop()
    name = await loop.sock_recv(bell, 100)
    print("at the door:", name.decode())


async def main():
    button, bell = socket.socketpair()
    bell.setblocking(False)
    with button, bell:
        door = asyncio.create_task(open_door(bell))
        await asyncio.sleep(0.1)
        print("nobody has rung yet")
        button.sendall(b"Ann")
        await door

        door = asyncio.create_task(open_door(bell))
        await asyncio.sleep(0.1)
        door.cancel()
        try:
            await door
        except asyncio.CancelledError:
            print("the door is locked")


if __name__ == "__main__":
    asyncio.run(main())
