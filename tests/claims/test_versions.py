"""Claims of the page *Versions*."""

import asyncio
import sys
from contextlib import suppress

import pytest


@pytest.mark.skipif(
    sys.version_info < (3, 12), reason="loop_factory is new in Python 3.12"
)
@pytest.mark.mutation("loop_factory=Loop", "loop_factory=None")
@pytest.mark.promised("asyncio.run")
def test_run_takes_a_factory():
    """Since Python 3.12, :func:`asyncio.run` runs on the loop that
    ``loop_factory`` returns.
    """

    class Loop(asyncio.SelectorEventLoop):
        pass

    async def main():
        return asyncio.get_running_loop()

    assert isinstance(asyncio.run(main(), loop_factory=Loop), Loop)


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="async for is new in Python 3.13"
)
@pytest.mark.mutation(
    "async for task in asyncio.as_completed(tasks)",
    "for task in asyncio.as_completed(tasks)",
)
@pytest.mark.promised("asyncio.as_completed")
def test_as_completed_yields_the_tasks(duration):
    """Since Python 3.13, ``async for`` over :func:`asyncio.as_completed`
    yields the very tasks that it was given, each when it is done.
    """

    async def main():
        delays = 0.3, 0.1, 0.2
        tasks = [asyncio.create_task(asyncio.sleep(s, s)) for s in delays]
        seen = []
        async for task in asyncio.as_completed(tasks):
            assert task in tasks
            assert task.done()
            seen.append(task)
        assert set(seen) == set(tasks)
        assert [task.result() for task in seen] == [0.1, 0.2, 0.3]

    duration(main())


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="separators are new in Python 3.13"
)
@pytest.mark.mutation('(b"\\n", b"\\r")', 'b"\\n"')
@pytest.mark.promised("asyncio.StreamReader.readuntil")
def test_readuntil_takes_a_tuple():
    """Since Python 3.13, ``readuntil`` takes a tuple of separators, and ends
    at the first that comes.
    """

    async def main():
        reader = asyncio.StreamReader()
        reader.feed_data(b"toast\rcoffee\n")
        assert await reader.readuntil((b"\n", b"\r")) == b"toast\r"

    asyncio.run(main())


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="close_clients is new in Python 3.13"
)
@pytest.mark.mutation("end(server)", "server.close()")
@pytest.mark.promised(
    "asyncio.Server.close_clients", "asyncio.Server.abort_clients"
)
def test_server_ends_its_connections():
    """Since Python 3.13, a server can end its connections:
    :meth:`~asyncio.Server.close_clients` closes them all, and
    :meth:`~asyncio.Server.abort_clients` at once, without sending the rest.
    """

    async def received(end):
        accepted = asyncio.get_running_loop().create_future()
        server = await asyncio.start_server(
            lambda *streams: accepted.set_result(streams), "127.0.0.1", 0
        )
        address = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(*address)
        _, other = await accepted
        other.write(bytes(20_000_000))
        end(server)
        count = 0
        try:
            async with asyncio.timeout(5):
                while part := await reader.read(1_000_000):
                    count += len(part)
        except (ConnectionError, TimeoutError) as error:
            count = -1 if isinstance(error, TimeoutError) else count
        for each in writer, other:
            if not each.is_closing():
                each.transport.abort()
        server.close()
        return count

    async def main():
        assert await received(asyncio.Server.close_clients) == 20_000_000
        assert 0 <= await received(asyncio.Server.abort_clients) < 20_000_000

    asyncio.run(main())


@pytest.mark.mutation('raise ValueError("burnt")', "pass")
@pytest.mark.promised("asyncio.TaskGroup")
def test_group_keeps_a_request_from_outside():
    """If a task is cancelled in the turn in which a task of its group fails,
    the group raises its :exc:`ExceptionGroup`. Since Python 3.13 the next
    ``await`` then raises :exc:`asyncio.CancelledError`; before, the request
    was lost.
    """
    log = []

    async def burn(outer):
        await asyncio.sleep(0.01)
        outer.cancel()
        raise ValueError("burnt")

    async def main():
        with pytest.raises(ExceptionGroup):
            async with asyncio.TaskGroup() as group:
                group.create_task(burn(asyncio.current_task()))
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            log.append("cancelled")
            raise
        log.append("lost")

    with suppress(asyncio.CancelledError):
        asyncio.run(main())
    assert log == ["cancelled" if sys.version_info >= (3, 13) else "lost"]


@pytest.mark.skipif(
    sys.version_info < (3, 14), reason="they are deprecated in Python 3.14"
)
@pytest.mark.mutation("asyncio.iscoroutinefunction", "callable")
@pytest.mark.promised("asyncio-policies")
def test_policies_are_deprecated():
    """Since Python 3.14, the functions for policies of event loops cause a
    :exc:`DeprecationWarning`, and so does ``asyncio.iscoroutinefunction``.
    """
    for call, *arguments in (
        (asyncio.get_event_loop_policy,),
        (asyncio.set_event_loop_policy, None),
        (asyncio.iscoroutinefunction, print),
    ):
        with pytest.warns(DeprecationWarning, match="deprecated"):
            call(*arguments)
