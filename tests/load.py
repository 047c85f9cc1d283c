"""A client that puts a server under load, in a process of its own.

    python tests/load.py PORT CLIENTS COMMANDS
    python tests/load.py PORT SILENT

Each of the clients counts a key of its own up and checks each answer, COMMANDS
times, or until the server closes where that is 0. Silent ones are connected,
say nothing, and wait for the server to close. When all are connected, a line
says so. The last line is JSON: ``counted``, how far each key was answered for;
``wrong``, the answers that were not the next number; ``closed``, how many of
the silent ones the server closed; ``seconds``, what all of it took.
"""

import asyncio
import json
import os
import sys
import time

# The system queues no more than this many new connections of our server.
AT_ONCE = 50
# Seconds after which the client gives up, and fails.
LIMIT = 120


async def connect(port: int, number: int) -> list:
    """Return that many connections."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> tuple:
        async with gate:
            return await asyncio.open_connection("127.0.0.1", port)

    return await asyncio.gather(*(one() for _ in range(number)))


async def count(
    key: str, connection: tuple, commands: int, wrong: list
) -> int:
    """Count up, and return the last number that was answered."""
    reader, writer = connection
    counted = 0
    try:
        while not commands or counted < commands:
            writer.write(f"ADD {key} 1\n".encode())
            answer = await reader.readline()
            if not answer.endswith(b"\n"):
                break
            if answer != f"{counted + 1}\n".encode():
                wrong.append(answer.decode())
                break
            counted += 1
    except ConnectionError:
        pass  # the server has closed
    finally:
        writer.close()
    return counted


async def wait(connection: tuple) -> bool:
    """Say nothing; return whether the server closed, and said nothing."""
    reader, writer = connection
    try:
        return await reader.read() == b""
    finally:
        writer.close()


async def main(port: int, clients: int, commands: int | None = None) -> None:
    """Put the server under load, and print what came of it."""
    async with asyncio.timeout(LIMIT):
        await _load(port, clients, commands)


async def _load(port: int, clients: int, commands: int | None) -> None:
    connections = await connect(port, clients)
    print("connected", flush=True)
    found = {"counted": {}, "wrong": [], "closed": 0}
    begin = time.perf_counter()
    if commands is None:
        found["closed"] = sum(await asyncio.gather(*map(wait, connections)))
    else:
        keys = [f"key{os.getpid()}-{number}" for number in range(clients)]
        counts = await asyncio.gather(
            *(
                count(key, connection, commands, found["wrong"])
                for key, connection in zip(keys, connections, strict=True)
            )
        )
        found["counted"] = dict(zip(keys, counts, strict=True))
    found["seconds"] = time.perf_counter() - begin
    print(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
