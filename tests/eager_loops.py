"""A plugin of pytest: every loop starts its tasks eagerly (Python 3.12)."""

import asyncio
from asyncio import base_events

_init = base_events.BaseEventLoop.__init__


def _eager_init(self, *args, **kwargs) -> None:
    _init(self, *args, **kwargs)
    self.set_task_factory(asyncio.eager_task_factory)


def pytest_configure() -> None:
    """Change the loops that are made from now on."""
    base_events.BaseEventLoop.__init__ = _eager_init


def pytest_unconfigure() -> None:
    """Leave the loops as they were."""
    base_events.BaseEventLoop.__init__ = _init
