"""Two hundred clients at once, each with a connection of its own."""

import asyncio

served = 0


async def handle(reader, writer):
    global served
    served += 1
    data = await reader.read(100)
    writer.write(data[::-1])
    await writer.drain()
    writer.close()


async def client(number, address):
    async with asyncio.timeout(30):
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"%d" % number)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer


async def main():
    async with await asyncio.start_server(handle, "localhost", 0) as server:
        address = server.sockets[0].getsockname()[:2]
        answers = await asyncio.gather(
            *(client(number, address) for number in range(200))
        )
    print(served, answers[123], len(set(answers)))


asyncio.run(main())
