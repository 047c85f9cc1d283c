"""Child processes: output, input, status and a signal."""

import asyncio
import sys


async def run(code, text=None):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        code,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate(text)
    return process.returncode, out.decode()


async def main():
    print(await run("print('child'); raise SystemExit(3)"))
    print(await run("print(input()[::-1])", b"abc"))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import time; time.sleep(60)"
    )
    process.terminate()
    print(await process.wait())
    shell = await asyncio.create_subprocess_shell("exit 5")
    print(await shell.wait())


asyncio.run(main())
