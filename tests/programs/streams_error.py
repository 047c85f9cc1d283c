"""A handler fails, another is cancelled, and the clients hear of it."""

import asyncio


async def handle(reader, writer):
    line = await reader.readline()
    if line == b"fail\n":
        raise LookupError("no such thing")
    try:
        await asyncio.sleep(60)
    finally:
        print("a handler ends")
        writer.close()


async def client(word, address):
    reader, writer = await asyncio.open_connection(*address)
    writer.write(word)
    try:
        async with asyncio.timeout(0.5):
            print(word, await reader.read())
    except TimeoutError:
        print(word, "timeout")
    writer.close()
    await writer.wait_closed()


def complain(loop, context):
    print(context["message"], repr(context.get("exception")))


async def main():
    asyncio.get_running_loop().set_exception_handler(complain)
    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()
        await client(b"fail\n", address)
        await client(b"wait\n", address)
        # The handler is there still; from Python 3.12.1 on, the end of the
        # block would wait for it.
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.1)


asyncio.run(main())
