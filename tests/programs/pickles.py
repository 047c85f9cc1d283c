"""Classes of the main module, pickled and compared."""

import asyncio
import copy
import dataclasses
import pickle
import sys


@dataclasses.dataclass
class Job:
    name: str
    steps: list = dataclasses.field(default_factory=list)


async def main():
    queue = asyncio.Queue()
    await queue.put(pickle.dumps(Job("a", [1, 2])))
    job = pickle.loads(await queue.get())
    print(job, copy.deepcopy(job) == job, type(job) is Job)
    print(sys.modules["__main__"].Job is Job, Job.__module__)


asyncio.run(main())
