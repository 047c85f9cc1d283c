"""Signal handlers of the loop, and signals that the program raises."""

import asyncio
import os
import signal


async def main():
    loop = asyncio.get_running_loop()
    got = asyncio.Event()

    def handler(name):
        print("handler", name)
        got.set()

    loop.add_signal_handler(signal.SIGUSR1, handler, "usr1")
    os.kill(os.getpid(), signal.SIGUSR1)
    await got.wait()
    got.clear()
    loop.add_signal_handler(signal.SIGTERM, handler, "term")
    loop.call_later(0.05, signal.raise_signal, signal.SIGTERM)
    await got.wait()
    print(loop.remove_signal_handler(signal.SIGTERM))
    print(loop.remove_signal_handler(signal.SIGTERM))


asyncio.run(main())
