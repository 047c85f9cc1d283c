"""One queue for all tests is a queue for the loop of the first."""

import asyncio
import unittest

orders = asyncio.Queue()


async def serve():
    async with asyncio.timeout(0.2):
        return await orders.get()


class ServeTest(unittest.TestCase):
    def test_monday(self):
        with self.assertRaises(TimeoutError):
            asyncio.run(serve())

    def test_tuesday(self):
        with self.assertRaises(TimeoutError):
            asyncio.run(serve())


if __name__ == "__main__":
    unittest.main()
