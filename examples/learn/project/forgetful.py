"""Break the board on purpose, and look which tests notice."""

import asyncio

import test_board


class Forgetful(test_board.Board):
    async def close(self):
        self.server.close()
        for task in self.clients:
            task.cancel()
        await asyncio.gather(*self.clients, return_exceptions=True)


test_board.Board = Forgetful
test_board.run_all()
