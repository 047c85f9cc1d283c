"""Claims of the page *Task groups*."""

import asyncio
import gc
import sys

import pytest


@pytest.mark.mutation(
    "await asyncio.gather(coffee, toast())", "coffee.cancel(); await toast()"
)
@pytest.mark.promised("asyncio.gather")
def test_gather_leaves_siblings(duration):
    """If one of its tasks fails, ``gather`` raises that error at once and
    leaves the others running. With ``return_exceptions=True`` it waits for
    them.
    """

    async def brew():
        await asyncio.sleep(2)
        return "coffee"

    async def toast():
        await asyncio.sleep(1)
        raise ValueError("burnt")

    async def main():
        coffee = asyncio.create_task(brew())
        with pytest.raises(ValueError, match="burnt"):
            await asyncio.gather(coffee, toast())
        assert not coffee.done()
        assert await coffee == "coffee"
        coffee = asyncio.create_task(brew())
        await asyncio.gather(coffee, toast(), return_exceptions=True)
        assert coffee.done()

    assert duration(main()) == 4


@pytest.mark.mutation(
    "kitchen.create_task(make(2))", "asyncio.create_task(make(2))"
)
@pytest.mark.promised("taskgroups")
def test_group_waits(duration):
    """The block of a :class:`asyncio.TaskGroup` ends only when every task
    that the group created has ended.
    """
    done = []

    async def make(seconds):
        await asyncio.sleep(seconds)
        done.append(seconds)

    async def main():
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(make(1))
            kitchen.create_task(make(2))
        assert done == [1, 2]

    assert duration(main()) == 2


@pytest.mark.mutation(
    "kitchen.create_task(brew())", "asyncio.create_task(brew())"
)
@pytest.mark.promised("taskgroups")
def test_group_cancels_siblings():
    """If one of its tasks fails with an :exc:`Exception`, a task group
    cancels the others, waits for them, and raises an :exc:`ExceptionGroup`.
    """
    log = []

    async def brew():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.01)
            log.append("rinsed")

    async def toast():
        await asyncio.sleep(0)
        raise ValueError("burnt")

    async def main():
        with pytest.raises(ExceptionGroup) as error:
            async with asyncio.TaskGroup() as kitchen:
                coffee = kitchen.create_task(brew())
                kitchen.create_task(toast())
        assert coffee.cancelled()
        assert log == ["rinsed"]
        assert [str(e) for e in error.value.exceptions] == ["burnt"]

    asyncio.run(main())


@pytest.mark.mutation(
    "class PowerCut(BaseException)", "class PowerCut(Exception)"
)
@pytest.mark.promised("taskgroups")
def test_base_exceptions_come_in_a_base_exception_group():
    """If a task fails with an exception that is no :exc:`Exception`, the
    group raises a :exc:`BaseExceptionGroup`, which
    ``except ExceptionGroup`` does not catch. A :exc:`KeyboardInterrupt` or
    :exc:`SystemExit` it raises as it is.
    """

    class PowerCut(BaseException):
        pass

    raised = []

    async def toast(error):
        await asyncio.sleep(0)
        raise error

    async def main(error):
        try:
            async with asyncio.TaskGroup() as kitchen:
                kitchen.create_task(toast(error))
        except BaseException as what:
            raised.append(type(what))
            raise

    for error in PowerCut, KeyboardInterrupt, SystemExit:
        with pytest.raises(BaseException):
            asyncio.run(main(error))
    assert raised == [BaseExceptionGroup, KeyboardInterrupt, SystemExit]


@pytest.mark.mutation("await asyncio.gather(*tasks)", "await tasks[0]")
@pytest.mark.today("That the first is raised is promised.")
def test_gather_raises_the_first_error_alone(duration):
    """``gather`` raises the error that comes first. Those that follow are
    neither raised nor reported.
    """
    reported = []

    async def burn(seconds):
        await asyncio.sleep(seconds)
        raise ValueError(seconds)

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, what: reported.append(what))
        tasks = [asyncio.create_task(burn(s)) for s in (1, 2)]
        with pytest.raises(ValueError, match="1"):
            await asyncio.gather(*tasks)
        await asyncio.sleep(2)
        assert tasks[1].done()
        del tasks
        gc.collect()

    duration(main())
    assert not reported


@pytest.mark.mutation("return_exceptions=True", "return_exceptions=False")
@pytest.mark.promised("asyncio.gather")
def test_gather_returns_exceptions(duration):
    """With ``return_exceptions=True``, ``gather`` waits for all and returns
    an error as a result, in its place.
    """

    async def make(what, seconds):
        await asyncio.sleep(seconds)
        if what == "toast":
            raise ValueError("burnt")
        return what

    async def main():
        making = make("toast", 1), make("coffee", 2)
        try:
            found = await asyncio.gather(*making, return_exceptions=True)
        except ValueError as error:
            found = error, "never seen"
        toast, coffee = found
        assert repr(toast) == "ValueError('burnt')"
        assert coffee == "coffee"

    assert duration(main()) == 2


@pytest.mark.mutation(
    "kitchen.create_task(toast())", "asyncio.create_task(toast())"
)
@pytest.mark.promised("taskgroups")
def test_group_interrupts_its_block(duration):
    """If a task of the group fails while the block is still waiting, the
    block is interrupted at its ``await``, too.
    """

    async def toast():
        await asyncio.sleep(1)
        raise ValueError("burnt")

    async def main():
        try:
            async with asyncio.TaskGroup() as kitchen:
                burning = kitchen.create_task(toast())
                await asyncio.sleep(60)
        except* ValueError:
            pass
        assert burning.done()

    assert duration(main()) == 1


@pytest.mark.mutation(
    "kitchen.create_task(toast())", "asyncio.create_task(toast())"
)
@pytest.mark.promised("taskgroups")
def test_one_error_makes_a_group():
    """A single error of a task arrives inside an :exc:`ExceptionGroup`, too,
    and a plain ``except`` does not look into that.
    """

    async def toast():
        raise ValueError("burnt")

    async def main():
        try:
            async with asyncio.TaskGroup() as kitchen:
                kitchen.create_task(toast())
        except ValueError:
            pytest.fail("caught")

    with pytest.raises(ExceptionGroup) as error:
        asyncio.run(main())
    assert repr(error.value.exceptions) == "(ValueError('burnt'),)"


@pytest.mark.mutation("except* OSError", "except* (OSError, ValueError)")
@pytest.mark.promised("except_star")
def test_except_star_leaves_the_rest():
    """``except*`` takes the errors of its kind out of the group. What no
    ``except*`` takes is raised further, in a group.
    """
    taken = []

    async def fail(error):
        await asyncio.sleep(0)
        raise error

    async def main():
        try:
            async with asyncio.TaskGroup() as kitchen:
                kitchen.create_task(fail(OSError("pot")))
                kitchen.create_task(fail(ValueError("toast")))
        except* OSError as group:
            taken.extend(group.exceptions)

    with pytest.raises(ExceptionGroup) as rest:
        asyncio.run(main())
    assert repr(taken) == "[OSError('pot')]"
    assert repr(rest.value.exceptions) == "(ValueError('toast'),)"


@pytest.mark.mutation(
    "kitchen.create_task(asyncio.sleep(60))",
    "asyncio.create_task(asyncio.sleep(60))",
)
@pytest.mark.promised("taskgroups")
def test_error_in_the_block_ends_the_group(duration):
    """An :exc:`Exception` that leaves the block cancels the tasks of the
    group, and arrives inside an :exc:`ExceptionGroup` as theirs do. An
    :exc:`asyncio.CancelledError`, :exc:`KeyboardInterrupt` or
    :exc:`SystemExit` cancels them, too, and arrives as it is; the first of
    these only if no task fails while it ends.
    """

    async def burn():
        try:
            await asyncio.sleep(60)
        finally:
            raise OSError("smoke")

    async def leave(ending, *dishes):
        try:
            async with asyncio.TaskGroup() as kitchen:
                for dish in dishes:
                    kitchen.create_task(dish)
                roast = kitchen.create_task(asyncio.sleep(60))
                await asyncio.sleep(1)
                raise ending
        except BaseException as error:
            return roast.cancelled(), error

    async def main():
        burnt = ValueError("burnt")
        cancelled, error = await leave(burnt)
        assert cancelled
        assert isinstance(error, ExceptionGroup)
        assert error.exceptions == (burnt,)
        for each in asyncio.CancelledError, KeyboardInterrupt, SystemExit:
            ending = each()
            assert await leave(ending) == (True, ending)
            _, error = await leave(ending, burn())
            replaced = isinstance(error, ExceptionGroup)
            assert replaced == (each is asyncio.CancelledError)

    assert duration(main()) == 7


@pytest.mark.skipif(
    sys.version_info < (3, 15), reason="the method is new in Python 3.15"
)
@pytest.mark.mutation("kitchen.cancel()", "roast.cancel()")
@pytest.mark.promised("asyncio.TaskGroup.cancel")
def test_group_can_be_cancelled(duration):
    """Since Python 3.15, :meth:`asyncio.TaskGroup.cancel` cancels the tasks of
    the group and what the block awaits; the block ends, and that alone raises
    nothing.
    """

    async def main():
        async with asyncio.TaskGroup() as kitchen:
            roast = kitchen.create_task(asyncio.sleep(60))
            await asyncio.sleep(1)
            kitchen.cancel()
            await asyncio.sleep(60)
        assert roast.cancelled()

    assert duration(main()) == 1


@pytest.mark.mutation("roast.cancel()", "pass")
@pytest.mark.promised("taskgroups")
def test_cancelled_task_is_no_error(duration):
    """A task of the group that is cancelled ends alone: the others go on, and
    the group raises nothing.
    """

    async def main():
        async with asyncio.TaskGroup() as kitchen:
            roast = kitchen.create_task(asyncio.sleep(60))
            soup = kitchen.create_task(asyncio.sleep(2, "soup"))
            await asyncio.sleep(1)
            roast.cancel()
        assert soup.result() == "soup"

    assert duration(main()) == 2


@pytest.mark.mutation(
    "kitchen.create_task(asyncio.sleep(2))",
    "asyncio.create_task(asyncio.sleep(2))",
)
@pytest.mark.promised("taskgroups")
def test_return_waits_for_the_group(duration):
    """``return``, ``break`` and ``continue`` leave the block, but only when
    its tasks have ended; they cancel none.
    """

    async def dine():
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(asyncio.sleep(2))
            return

    async def main():
        for leaving in "break", "continue":
            async with asyncio.TaskGroup() as kitchen:
                kitchen.create_task(asyncio.sleep(1))
                if leaving == "continue":
                    continue
                break
        await dine()

    assert duration(main()) == 3


@pytest.mark.mutation(
    "kitchen.create_task(cook())", "asyncio.create_task(cook())"
)
@pytest.mark.promised("taskgroups")
def test_running_group_grows(duration):
    """As long as the block or one of its tasks runs, and none has failed,
    anyone who has the group can start a task in it, and the block waits for
    that one, too.
    """

    async def cook():
        await asyncio.sleep(2)

    async def take_orders(kitchen):
        await asyncio.sleep(1)
        kitchen.create_task(cook())

    async def main():
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(take_orders(kitchen))

    assert duration(main()) == 3


@pytest.mark.mutation(
    "kitchen.create_task(coffee)", "asyncio.create_task(coffee)"
)
@pytest.mark.promised("asyncio.TaskGroup.create_task")
def test_ended_group_takes_no_task():
    """A group that has ended takes no more tasks: ``create_task`` raises
    :exc:`RuntimeError`.
    """

    async def brew():
        pass

    async def main():
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(asyncio.sleep(0.01))
        coffee = brew()
        with pytest.raises(RuntimeError, match="is finished"):
            kitchen.create_task(coffee)
        coffee.close()

    asyncio.run(main())


@pytest.mark.mutation(
    "kitchen.create_task(drying)", "asyncio.create_task(drying)"
)
@pytest.mark.promised("asyncio.TaskGroup.create_task")
def test_failing_group_takes_no_task():
    """A group in which a task has failed takes no more tasks either, even
    while others still run.
    """
    refused = []

    async def toast():
        raise ValueError("burnt")

    async def wash_up(kitchen):
        try:
            await asyncio.sleep(0.01)
        finally:
            drying = asyncio.sleep(0)
            try:
                kitchen.create_task(drying)
            except RuntimeError as error:
                refused.append(str(error))
                drying.close()

    async def main():
        try:
            async with asyncio.TaskGroup() as kitchen:
                kitchen.create_task(wash_up(kitchen))
                kitchen.create_task(toast())
        except* ValueError:
            pass

    asyncio.run(main())
    assert len(refused) == 1
    assert "shutting down" in refused[0]
