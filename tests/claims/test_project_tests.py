"""Claims of the page *Tests*."""

import asyncio
from contextlib import suppress

import pytest


@pytest.mark.mutation('reader.feed_data(b"soup\\npie\\n")', "pass")
@pytest.mark.today("The documentation advises against making one.")
def test_reader_needs_no_socket():
    """A :class:`asyncio.StreamReader` that you make yourself reads what you
    give to its ``feed_data``, in pieces as you like, and ends at
    ``feed_eof``.
    """

    async def main():
        reader = asyncio.StreamReader()
        reader.feed_data(b"soup\npie\n")
        reader.feed_eof()
        assert [line async for line in reader] == [b"soup\n", b"pie\n"]

    asyncio.run(main())


@pytest.mark.mutation("writer.transport.abort()", "writer.close()")
@pytest.mark.promised("asyncio.WriteTransport.abort")
def test_abort_throws_away(connected):
    """``transport.abort`` closes a connection at once, and what is still to be
    sent is thrown away.
    """
    menu = b"soup\n" * 2_000_000

    async def main():
        async with connected() as (client, _, _, writer):
            writer.write(menu)
            writer.transport.abort()
            with suppress(ConnectionError):
                assert len(await client.read()) < len(menu)

    asyncio.run(main())
