"""Output that is no ASCII, bytes, and text that cannot be encoded."""

import asyncio
import sys
import traceback


async def main():
    print("žluťoučký kůň 🐍 " + "é" * 3)
    await asyncio.sleep(0.01)
    print("Ω", file=sys.stderr)
    sys.stdout.buffer.write("bytes ř\n".encode())
    sys.stdout.write("no end of line")
    sys.stdout.flush()
    print("", "a\tb", sep="\n", end="\r\n")
    sys.stdout.writelines(["one\n", "two\n"])
    try:
        print("\ud800")
    except UnicodeEncodeError:
        traceback.print_exc()
    try:
        sys.stdout.write(b"bytes")
    except TypeError as error:
        print(error)
    print(
        sys.stdout.encoding,
        sys.stdout.errors,
        sys.stdout.name,
        type(sys.stdout),
    )


asyncio.run(main())
