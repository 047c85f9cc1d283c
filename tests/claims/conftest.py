"""What the proofs share."""

import asyncio
from collections.abc import Callable, Coroutine

import pytest
from skipping_clock import SkippingLoop


@pytest.fixture
def duration() -> Callable[[Coroutine], float]:
    """Run a coroutine on a clock that skips waiting.

    The fixture is a function; it returns how many seconds the loop's clock
    moved. The loop is the example ``skipping_clock.py``.
    """

    def run(coroutine: Coroutine) -> float:
        with asyncio.Runner(loop_factory=SkippingLoop) as runner:
            runner.run(coroutine)
            return runner.get_loop().time()

    return run
