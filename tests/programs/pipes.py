"""A pipe, written by a thread and read by the loop."""

import asyncio
import os
import threading


def writer(fd):
    with open(fd, "w") as file:
        for n in range(3):
            print("line", n, file=file, flush=True)


async def main():
    loop = asyncio.get_running_loop()
    read, write = os.pipe()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), open(read)
    )
    thread = threading.Thread(target=writer, args=[write])
    thread.start()
    async for line in reader:
        print(line.decode().strip())
    thread.join()


asyncio.run(main())
