"""Calls the hook for uncaught exceptions itself, and goes on."""

import asyncio
import sys


async def main():
    try:
        1 / 0
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        sys.excepthook(type(error), error, None)
    sys.excepthook(ValueError, ValueError("made up"), None)
    print("goes on")


asyncio.run(main())
raise KeyError("last")
