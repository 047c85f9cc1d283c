"""A test with a check in a task that nobody awaits."""

import asyncio
import unittest


class ToastTest(unittest.TestCase):
    def test_toast_is_not_burnt(self):
        async def check():
            self.fail("the toast is burnt")

        async def main():
            asyncio.create_task(check())
            await asyncio.sleep(0.1)

        asyncio.run(main())


if __name__ == "__main__":
    unittest.main()
