"""Plain tests, each with a loop of its own."""

import asyncio
import unittest


async def toast(seconds):
    await asyncio.sleep(seconds)
    if seconds > 0.2:
        raise ValueError("burnt")
    return "toast"


class ToastTest(unittest.TestCase):
    def test_is_ready(self):
        self.assertEqual(asyncio.run(toast(0.1)), "toast")

    def test_burns(self):
        with self.assertRaisesRegex(ValueError, "burnt"):
            asyncio.run(toast(0.3))


if __name__ == "__main__":
    unittest.main()
