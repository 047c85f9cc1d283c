"""Driving a coroutine by hand, the way an event loop does."""


class Pause:
    """The smallest thing that can suspend: its ``__await__`` yields."""

    def __await__(self):
        yield "please wake me later"


async def brew():
    print("  water on")
    await Pause()
    print("  coffee ready")
    return "coffee"


coroutine = brew()
print("start it")
request = coroutine.send(None)
print(f"it paused and said: {request}")
print("resume it")
try:
    coroutine.send(None)
except StopIteration as end:
    print(f"it ended and returned: {end.value}")
