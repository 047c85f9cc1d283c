"""Two guests order over TLS; one of them does not know the kitchen."""

import asyncio
import ssl
from pathlib import Path

PEM = Path(__file__).with_name("for_tests_only.pem")


async def serve(reader, writer):
    try:
        writer.write(b"one " + await reader.readline())
    finally:
        writer.close()


async def guest(name, port, context):
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, ssl=context
    )
    try:
        writer.write(b"toast\n")
        print(name, "gets", (await reader.read()).decode().strip())
    finally:
        writer.close()


async def main():
    kitchen = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    kitchen.load_cert_chain(PEM)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=kitchen)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await guest("Ann", port, ssl.create_default_context(cafile=PEM))
        try:
            await guest("Bob", port, ssl.create_default_context())
        except ssl.SSLCertVerificationError as error:
            print("Bob goes:", error.reason)


asyncio.run(main())
