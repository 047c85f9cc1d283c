"""Asks for the names that Python gives to tasks, also beside servers."""

import asyncio


async def echo(reader, writer):
    print("server", asyncio.current_task().get_name())
    writer.close()


async def main():
    for hosts in "127.0.0.1", ["127.0.0.1", "localhost"]:
        server = await asyncio.start_server(echo, hosts, 0)
        port = server.sockets[0].getsockname()[1]
        for _ in range(2):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            print(await reader.read())
            writer.close()
        server.close()
        print("next", asyncio.create_task(asyncio.sleep(0)).get_name())
    named = asyncio.create_task(asyncio.sleep(0), name="mine")
    print(named.get_name(), asyncio.create_task(asyncio.sleep(0)).get_name())
    async with asyncio.TaskGroup() as group:
        print(group.create_task(asyncio.sleep(0)).get_name())


asyncio.run(main())
asyncio.run(main())
