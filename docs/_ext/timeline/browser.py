"""Gives Pyodide the event loop of other Pythons.

In a browser asyncio runs on the loop of the page, which cannot be driven, and
there are no sockets and no threads. A program that is recorded gets Python's
own loop; it needs neither, once nothing outside can wake it.
"""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

from timeline import inline, unsimulated

IS_HERE = sys.platform == "emscripten"


def _nothing(loop: asyncio.AbstractEventLoop) -> None:
    """Stand in for the pipe by which other threads wake a loop."""


class PythonsOwnLoop:
    """In place between ``install`` and ``uninstall``."""

    def __init__(self) -> None:
        self._before: list[tuple[object, str, object]] = []
        self.threads: inline.Threads | None = None

    def install(self) -> None:
        """Let asyncio make, run and close loops as elsewhere."""
        if not IS_HERE:
            return
        unsimulated.refuse.begin()

        async def settle(loop, timeout=None) -> None:  # noqa: ASYNC109
            await self.threads.settle(loop)

        def shut_down(executor, wait=True, **options) -> None:
            self.threads.shut_down(executor, wait, **options)

        loop = asyncio.SelectorEventLoop
        self._outer = asyncio._get_running_loop()
        self._policy = asyncio.events._get_event_loop_policy()
        for owner, name, value in (
            (loop, "_make_self_pipe", _nothing),
            (loop, "_close_self_pipe", _nothing),
            (loop, "_write_to_self", _nothing),
            (loop, "shutdown_default_executor", settle),
            (ThreadPoolExecutor, "shutdown", shut_down),
            (asyncio, "run", asyncio.runners.run),
            *unsimulated.replacements(self._in_thread),
        ):
            self._before.append((owner, name, getattr(owner, name)))
            setattr(owner, name, value)
        settle.__qualname__ = "BaseEventLoop.shutdown_default_executor"
        asyncio._set_running_loop(None)
        policy = asyncio.unix_events._UnixDefaultEventLoopPolicy()
        asyncio.events._set_event_loop_policy(policy)

    def _in_thread(self) -> bool:
        return bool(self.threads and self.threads.is_at_work())

    def follow(self, clock, text: str, path: str) -> None:
        """Let the threads of the program, of this text, be on the clock."""
        if IS_HERE:
            self.threads = clock.threads = inline.Threads(clock, text, path)

    def uninstall(self) -> None:
        """Give the page its loop back."""
        if not IS_HERE:
            return
        if self.threads:
            self.threads.end()
        unsimulated.refuse.end()
        for owner, name, value in self._before:
            setattr(owner, name, value)
        asyncio.events._set_event_loop_policy(self._policy)
        asyncio._set_running_loop(self._outer)
