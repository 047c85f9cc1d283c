"""Bob comes while Ann, who is connected, says nothing."""

import asyncio
import time

from one_client import Board


async def talk(name, thinks, address, command):
    reader, writer = await asyncio.open_connection(*address)
    began = time.monotonic()
    await asyncio.sleep(thinks)
    writer.write(command)
    answer = (await reader.readline()).decode().strip()
    print(f"{name}: {answer} after {time.monotonic() - began:.1f} s")
    writer.write_eof()
    await reader.read()
    writer.close()


async def main():
    server = await asyncio.start_server(Board().serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    async with asyncio.TaskGroup() as waiters:
        waiters.create_task(talk("Ann", 0.9, address, b"SET table7 soup\n"))
        waiters.create_task(talk("Bob", 0.3, address, b"SET table8 pie\n"))
    server.close()


asyncio.run(main())
