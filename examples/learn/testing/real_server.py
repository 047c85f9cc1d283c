"""A client is tested against a real server, at a port of its own."""

import asyncio
import unittest


async def order(port, what):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(what.encode() + b"\n")
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer.decode().strip() or None


class OrderTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.answer = b""
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]

    async def asyncTearDown(self):
        self.server.close()

    async def serve(self, reader, writer):
        self.heard = await reader.readline()
        writer.write(self.answer)
        writer.close()

    async def test_order_is_a_line(self):
        self.answer = b"one coffee\n"
        self.assertEqual(await order(self.port, "coffee"), "one coffee")
        self.assertEqual(self.heard, b"coffee\n")

    async def test_server_hangs_up(self):
        self.assertIsNone(await order(self.port, "tea"))


if __name__ == "__main__":
    unittest.main()
