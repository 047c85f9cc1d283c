"""Three minutes are tested in no time, and to the second."""

import asyncio
import selectors
import unittest


class SkippingSelector(selectors.DefaultSelector):
    now = 0

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("nothing can happen any more")
        self.now += timeout
        return super().select(0)


class SkippingLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.clock = SkippingSelector()
        super().__init__(self.clock)

    def time(self):
        return self.clock.now


async def boil(eggs):
    await asyncio.sleep(150 + 10 * eggs)
    return "soft"


class BoilTest(unittest.TestCase):
    def test_three_eggs_take_three_minutes(self):
        with asyncio.Runner(loop_factory=SkippingLoop) as runner:
            self.assertEqual(runner.run(boil(3)), "soft")
            self.assertEqual(runner.get_loop().time(), 180)


if __name__ == "__main__":
    unittest.main()
