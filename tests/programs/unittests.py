"""unittest with IsolatedAsyncioTestCase; the times are taken out."""

import asyncio
import io
import re
import unittest


class Tests(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.queue = asyncio.Queue()
        self.addAsyncCleanup(asyncio.sleep, 0)

    async def test_passes(self):
        await self.queue.put(1)
        self.assertEqual(await self.queue.get(), 1)

    async def test_fails(self):
        await asyncio.sleep(0.01)
        self.assertEqual(1, 2)

    async def test_raises(self):
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(0.01):
                await self.queue.get()

    @unittest.skip("not today")
    async def test_skipped(self):
        pass


stream = io.StringIO()
unittest.main(
    argv=["unittests"],
    testRunner=unittest.TextTestRunner(stream, verbosity=2),
    exit=False,
)
print(re.sub(r"in [\d.]+s", "in N s", stream.getvalue()))
