"""A plugin of pytest: the report in XML says how a test failed.

The property ``raised`` is ``assertion`` where the failure says something about
behaviour: an assertion of the test itself did not hold, or a ``raises`` or
``warns`` met nothing of the kind. Otherwise it is the name of the exception.
"""

import pytest


def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo
) -> None:
    """Note how the test failed, if it did."""
    if call.excinfo and not isinstance(
        call.excinfo.value, pytest.skip.Exception
    ):
        raised = how(call.excinfo.value, str(item.path))
        # The report of the teardown takes them from here to the XML.
        item.user_properties.append(("raised", f"{call.when}: {raised}"))


def how(error: BaseException, path: str) -> str:
    """Return ``assertion``, or what else was raised."""
    if isinstance(error, BaseExceptionGroup):
        found = {how(each, path) for each in error.exceptions}
        return found.pop() if len(found) == 1 else f"group of {found}"
    text = str(error)
    if isinstance(error, pytest.fail.Exception):
        if text.startswith("DID NOT "):
            return "assertion"
    elif isinstance(error, AssertionError):
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        file = trace.tb_frame.f_code.co_filename
        # A message that a raises does not match is pytest's own assertion.
        if file == path or "pytest" in file or "unittest" in file:
            return "assertion"
    return f"{type(error).__name__}: {text[:60]}"
