"""What a program knows of itself."""

import asyncio
import os
import sys

before = sorted(globals())


async def main():
    print(__file__, sys.argv, __name__, __doc__, __spec__, __package__)
    print(sys.path[0], sys.orig_argv[1:], sys.flags.interactive)
    print(before)
    local = 1
    print(locals(), sys._getframe().f_lineno)
    print(sorted(k for k in os.environ if "TIMELINE" in k))
    print("timeline" in sys.modules, sys.modules["__main__"].main is main)
    print(sys.excepthook is sys.__excepthook__, sys.gettrace())
    print(sys.getrecursionlimit(), type(__loader__).__name__)
    print(sys.modules.get("sitecustomize"))


asyncio.run(main())
