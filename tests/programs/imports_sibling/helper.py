"""Helps ``main``; its name for a module is that of a package, too."""

import asyncio
import os

import timeline


async def greet(name):
    await asyncio.sleep(0.01)
    print("hello", name, timeline.VALUE)


def where():
    return os.path.basename(__file__)
