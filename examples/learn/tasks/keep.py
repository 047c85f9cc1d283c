"""Keep a reference to a task in the background, and drop it at the end."""

import asyncio

background = set()


async def send(letter):
    await asyncio.sleep(0.1)
    print(f"{letter} sent")


def post(letter):
    task = asyncio.create_task(send(letter))
    background.add(task)
    task.add_done_callback(background.discard)


async def main():
    post("invitation")
    print("tasks kept:", len(background))
    await asyncio.gather(*background)
    print("tasks kept:", len(background))


asyncio.run(main())
