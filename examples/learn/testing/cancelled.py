"""A test of what happens when somebody cancels."""

import asyncio
import unittest


class Stove:
    def __init__(self):
        self.lit = asyncio.Event()

    async def cook(self):
        self.lit.set()
        try:
            await asyncio.sleep(600)
        finally:
            self.lit.clear()


class StoveTest(unittest.TestCase):
    def test_nobody_leaves_the_stove_on(self):
        async def main():
            stove = Stove()
            async with asyncio.timeout(5):
                cooking = asyncio.create_task(stove.cook())
                await stove.lit.wait()
                cooking.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await cooking
            self.assertFalse(stove.lit.is_set())

        asyncio.run(main())


if __name__ == "__main__":
    unittest.main()
