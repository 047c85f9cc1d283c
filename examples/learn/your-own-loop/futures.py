"""A loop whose tasks wait for a future, and get no turn until it is set."""

from collections import deque

ready = deque()


class Future:
    done, value = False, None

    def __init__(self):
        self.callbacks = []

    def __await__(self):
        if not self.done:
            yield self
        return self.value

    def finish(self, value=None):
        self.done, self.value = True, value
        ready.extend(self.callbacks)


class Task(Future):
    def __init__(self, coroutine):
        super().__init__()
        self.coroutine = coroutine
        ready.append(self.step)

    def step(self):
        try:
            awaited = self.coroutine.send(None)
        except StopIteration as end:
            self.finish(end.value)
        else:
            awaited.callbacks.append(self.step)


def run(coroutine):
    main = Task(coroutine)
    while not main.done:
        ready.popleft()()
    return main.value


async def guest(name, order):
    print(name, "waits")
    print(name, "has", await order)
    return f"{name} pays"


async def main():
    order = Future()
    ann, bob = Task(guest("Ann", order)), Task(guest("Bob", order))
    ready.append(lambda: order.finish("pancakes"))
    print(await ann)
    print(await bob)


run(main())
