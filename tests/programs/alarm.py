"""An alarm of the system interrupts a sleeping loop."""

import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    rang = asyncio.Event()
    loop.add_signal_handler(signal.SIGALRM, rang.set)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        await asyncio.wait_for(rang.wait(), 5)
        print("rang")
    except TimeoutError:
        print("slept through")


asyncio.run(main())
