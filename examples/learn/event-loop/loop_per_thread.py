"""Two threads, and a running event loop in each."""

import asyncio
import threading

both_running = threading.Barrier(2)
loops = []


async def brew():
    loops.append(asyncio.get_running_loop())
    both_running.wait()  # blocks this loop, on purpose


def kitchen():
    asyncio.run(brew())


threads = [threading.Thread(target=kitchen) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("loops that ran at once:", len(set(loops)))
