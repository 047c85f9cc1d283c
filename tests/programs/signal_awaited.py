"""Waits for a signal that the system sends, and for nothing else."""

import asyncio
import os
import signal


async def main():
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGCHLD, ended.set)
    child = os.posix_spawn("/bin/sleep", ["sleep", "0.3"], os.environ)
    await ended.wait()
    print("ended with", os.waitpid(child, 0)[1])


asyncio.run(main())
