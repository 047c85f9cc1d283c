"""Claims of the page *Streams*."""

import asyncio
import socket
import ssl
from contextlib import asynccontextmanager

import pytest

from recordings import EXAMPLES

PEM = EXAMPLES / "learn/streams/for_tests_only.pem"


@asynccontextmanager
async def connection(limit=65_536):
    """Two ends that are connected, each with a reader and a writer."""
    ends = [
        await asyncio.open_connection(sock=end, limit=limit)
        for end in socket.socketpair()
    ]
    try:
        yield ends
    finally:
        for _, writer in ends:
            if not writer.is_closing():
                writer.transport.abort()


@asynccontextmanager
async def tls_server():
    """Run a server that speaks TLS, and give its port."""

    async def serve(reader, writer):
        await reader.read()
        writer.close()

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(PEM)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await asyncio.sleep(0.01)  # until its connections are closed


@pytest.mark.mutation('kitchen.write(b"coffee")', "pass")
@pytest.mark.today(
    "That ``read(n)`` may return fewer bytes than *n* is promised."
)
def test_stream_keeps_no_messages():
    """A stream carries bytes, and no messages: one read may return what was
    written in several calls, or a part of what was written in one.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, _)):
            kitchen.write(b"toast")
            kitchen.write(b"coffee")
            assert await table.read(100) == b"toastcoffee"
            kitchen.write(b"eggs")
            assert await table.read(3) == b"egg"
            assert await table.read(3) == b"s"

    asyncio.run(main())


@pytest.mark.mutation('kitchen.write(b"t\\n")', "pass")
@pytest.mark.promised("asyncio.StreamReader.readline")
def test_readline_waits_for_the_line():
    """``readline`` waits for a whole line, however many pieces it comes in,
    and leaves what follows for the next call. At the end of the stream it
    returns what is left, without a newline, then ``b""``.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, _)):
            kitchen.write(b"toas")
            line = asyncio.create_task(table.readline())
            await asyncio.sleep(0.01)
            assert not line.done()
            kitchen.write(b"t\n")
            kitchen.write(b"eggs")
            kitchen.write_eof()
            assert await asyncio.wait_for(line, 1) == b"toast\n"
            assert await table.readline() == b"eggs"
            assert await table.readline() == b""

    asyncio.run(main())


@pytest.mark.mutation("read(65_537)", "read(65_537, limit=65_537)")
@pytest.mark.today("That the limit is 64 KiB by default is promised.")
def test_readline_has_a_limit():
    """``readline`` raises :exc:`ValueError` if more than 64 KiB come before
    the newline, unless the stream was opened with another ``limit``.
    """

    async def read(length, limit=65_536):
        async with connection(limit) as ((_, kitchen), (table, _)):
            kitchen.write(b"x" * length + b"\n")
            return len(await table.readline())

    async def main():
        assert await read(65_536) == 65_537
        with pytest.raises(ValueError):
            await read(65_537)
        assert await read(65_537, limit=70_000) == 65_538

    asyncio.run(main())


@pytest.mark.mutation("readexactly(500_000)", "readline()")
@pytest.mark.today
def test_readexactly_has_no_limit():
    """The ``limit`` of a stream is none for ``readexactly``: it collects as
    many bytes as it was asked for.
    """

    async def main():
        async with connection(limit=1_000) as ((_, kitchen), (table, _)):
            kitchen.write(bytes(500_000))
            try:
                got = len(await table.readexactly(500_000))
            except ValueError:
                got = 0
            assert got == 500_000

    asyncio.run(main())


@pytest.mark.mutation("readexactly(5)", "readexactly(3)")
@pytest.mark.promised("asyncio.StreamReader.readexactly")
def test_readexactly_all_or_an_error():
    """``readexactly(n)`` waits for ``n`` bytes and returns them, or raises
    :exc:`asyncio.IncompleteReadError` if the stream ends before.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, _)):
            kitchen.write(b"eg")
            reading = asyncio.create_task(table.readexactly(4))
            await asyncio.sleep(0.01)
            assert not reading.done()
            kitchen.write(b"gs" + b"tea")
            kitchen.write_eof()
            assert await reading == b"eggs"
            with pytest.raises(asyncio.IncompleteReadError) as error:
                await table.readexactly(5)
            assert error.value.partial == b"tea"

    asyncio.run(main())


@pytest.mark.mutation("bytes(1_000)", "bytes(10_000_000)")
@pytest.mark.promised("asyncio.StreamWriter.drain")
def test_drain_seldom_waits():
    """``drain`` does not wait until the other side has the bytes. It returns
    at once, without suspending, as long as little is waiting to be sent.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, _)):
            kitchen.write(bytes(1_000))
            with pytest.raises(StopIteration):
                kitchen.drain().send(None)

    asyncio.run(main())


@pytest.mark.mutation(
    "await table.readexactly(5_000_000)", "await asyncio.sleep(0.01)"
)
@pytest.mark.today("That there are two such marks is promised.")
def test_drain_waits_for_a_slow_reader():
    """If more than 64 KiB wait in a writer, ``drain`` waits until the
    operating system has taken all but 16 KiB. What the system has taken, the
    other side need not have read.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, guest)):
            guest.transport.pause_reading()
            kitchen.write(bytes(1_000))
            assert kitchen.transport.get_write_buffer_size() == 0
            kitchen.write(bytes(5_000_000))
            draining = asyncio.create_task(kitchen.drain())
            await asyncio.sleep(0.01)
            assert not draining.done()
            assert kitchen.transport.get_write_buffer_limits() == (
                16_384,
                65_536,
            )
            guest.transport.resume_reading()
            await table.readexactly(5_000_000)
            assert kitchen.transport.get_write_buffer_size() <= 16_384
            await asyncio.wait_for(draining, 1)

    asyncio.run(main())


@pytest.mark.mutation(", ssl=context", "")
@pytest.mark.today
def test_tls_has_higher_limits():
    """Over TLS a writer holds back more: ``drain`` begins to wait above
    512 KiB, and ends at 128 KiB.
    """

    async def main():
        context = ssl.create_default_context(cafile=PEM)
        async with tls_server() as port:
            _, writer = await asyncio.open_connection(
                "127.0.0.1", port, ssl=context
            )
            limits = writer.transport.get_write_buffer_limits()
            writer.transport.abort()
            assert limits == (128 * 1024, 512 * 1024)

    asyncio.run(main())


@pytest.mark.mutation(
    "kitchen.write(bytes(1_000_000))", "await kitchen.drain()"
)
@pytest.mark.promised(
    "asyncio.StreamWriter.write", "asyncio.WriteTransport.write"
)
def test_write_never_waits():
    """``write`` never waits. What the system does not take is kept in memory,
    also far above the limit at which ``drain`` begins to wait.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, _)):
            for _ in range(20):
                kitchen.write(bytes(1_000_000))
            _, limit = kitchen.transport.get_write_buffer_limits()
            assert kitchen.transport.get_write_buffer_size() > 100 * limit

    asyncio.run(main())


@pytest.mark.mutation("kitchen.write_eof()", "kitchen.close()")
@pytest.mark.promised(
    "asyncio.StreamWriter.write_eof", "asyncio.WriteTransport.write_eof"
)
def test_write_eof_closes_one_half():
    """After ``write_eof`` the other side reads to the end, and can still
    answer.
    """

    async def main():
        async with connection() as ((answer, kitchen), (table, guest)):
            kitchen.write(b"toast?")
            kitchen.write_eof()
            assert await table.read() == b"toast?"
            guest.write(b"yes")
            assert await answer.read(100) == b"yes"

    asyncio.run(main())


@pytest.mark.mutation("kitchen.close()", "kitchen.transport.abort()")
@pytest.mark.promised(
    "asyncio.BaseTransport.close", "asyncio.StreamWriter.wait_closed"
)
def test_close_sends_the_rest():
    """``close`` returns at once, and sends what is still waiting.
    ``wait_closed`` waits for that, and so for a reader that is slow.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, _)):
            kitchen.write(bytes(5_000_000))
            kitchen.close()
            closed = asyncio.create_task(kitchen.wait_closed())
            await asyncio.sleep(0.01)
            assert not closed.done()
            assert len(await table.read()) == 5_000_000
            await closed

    asyncio.run(main())


@pytest.mark.mutation("table.readexactly(5)", "table.read(5)")
@pytest.mark.today
def test_timeout_loses_no_bytes():
    """A ``readline`` or ``readexactly`` that a timeout ends while it waits
    takes nothing out of the stream.
    """

    async def main():
        async with connection() as ((_, kitchen), (table, _)):
            kitchen.write(b"toas")
            for wait in table.readline(), table.readexactly(5):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(wait, 0.01)
            kitchen.write(b"t\ntea\n")
            assert await table.readline() == b"toast\n"
            assert await table.readexactly(4) == b"tea\n"

    asyncio.run(main())


@pytest.mark.mutation('for _ in "ab"', 'for _ in "a"')
@pytest.mark.promised("asyncio.start_server")
def test_a_task_for_each_connection():
    """A server that was given a coroutine function runs it in a new task for
    each connection.
    """
    tasks = []

    async def serve(reader, writer):
        tasks.append(asyncio.current_task())
        writer.write(b"coffee")
        writer.close()

    async def main():
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            host, port = server.sockets[0].getsockname()
            ends = [await asyncio.open_connection(host, port) for _ in "ab"]
            for reader, writer in ends:
                assert await reader.read() == b"coffee"
                writer.close()
        assert len({asyncio.current_task(), *tasks}) == 3

    asyncio.run(main())


@pytest.mark.mutation("server.close()", "writer.close()")
@pytest.mark.promised("asyncio.Server.close")
def test_a_closed_server_lets_its_guests_stay():
    """After ``Server.close`` the server takes no connection that comes later,
    and leaves those that are open as they are.
    """

    async def serve(reader, writer):
        writer.write(await reader.readline())
        writer.close()

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port)
        await asyncio.sleep(0.01)
        server.close()
        with pytest.raises(OSError):
            await asyncio.open_connection(host, port)
        writer.write(b"toast\n")
        assert await reader.read() == b"toast\n"
        writer.close()

    asyncio.run(main())


@pytest.mark.mutation("context()", "context(cafile=PEM)")
@pytest.mark.promised("ssl.create_default_context")
def test_tls_client_checks_the_certificate():
    """With a context of :func:`ssl.create_default_context` a client raises
    :exc:`ssl.SSLCertVerificationError`, unless somebody whom it trusts has
    signed the server's certificate.
    """

    async def main():
        context = ssl.create_default_context()
        async with tls_server() as port:
            with pytest.raises(ssl.SSLCertVerificationError):
                await asyncio.open_connection("127.0.0.1", port, ssl=context)

    asyncio.run(main())


@pytest.mark.mutation("example.com", "localhost")
@pytest.mark.promised("ssl.SSLContext.check_hostname")
def test_tls_client_checks_the_name():
    """A certificate that the client trusts, but that is for another host
    than the one it wants, raises :exc:`ssl.SSLCertVerificationError`, too.
    """

    async def main():
        options = {
            "ssl": ssl.create_default_context(cafile=PEM),
            "server_hostname": "example.com",
        }
        async with tls_server() as port:
            with pytest.raises(ssl.SSLCertVerificationError):
                await asyncio.open_connection("127.0.0.1", port, **options)

    asyncio.run(main())


@pytest.mark.mutation(", ssl=context", "")
@pytest.mark.promised("asyncio.WriteTransport.write_eof")
def test_tls_has_no_half_to_close():
    """Over TLS, ``write_eof`` raises :exc:`NotImplementedError`: there is no
    half of the connection to close.
    """

    async def main():
        context = ssl.create_default_context(cafile=PEM)
        async with tls_server() as port:
            _, writer = await asyncio.open_connection(
                "127.0.0.1", port, ssl=context
            )
            with pytest.raises(NotImplementedError):
                writer.write_eof()
            writer.transport.abort()

    asyncio.run(main())
