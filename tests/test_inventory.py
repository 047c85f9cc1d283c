"""The committed inventory of Python's documentation knows today's asyncio."""

import asyncio
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

PYTHON = "https://docs.python.org/3"
INVENTORY = "docs/_inventory/python.inv"
REFRESH = f"download {PYTHON}/objects.inv to {INVENTORY}"

# The public names of asyncio that Python's documentation has no entry for.
INTERNAL = "a building block of event loops and streams"
REPLACED = "inspect.iscoroutinefunction() replaces it"
PART = "described with capture_call_graph(), which returns it"
REMOVED = "Python 3.14 removed the child watchers"
UNDOCUMENTED = {
    "AbstractServer": INTERNAL,
    "BaseEventLoop": INTERNAL,
    "IocpProactor": INTERNAL,
    "StreamReaderProtocol": INTERNAL,
    "iscoroutinefunction": REPLACED,
    "FrameCallGraphEntry": PART,
    "FutureCallGraph": PART,
    "AbstractChildWatcher": REMOVED,
    "FastChildWatcher": REMOVED,
    "MultiLoopChildWatcher": REMOVED,
    "PidfdChildWatcher": REMOVED,
    "SafeChildWatcher": REMOVED,
    "ThreadedChildWatcher": REMOVED,
    "get_child_watcher": REMOVED,
    "set_child_watcher": REMOVED,
}

# What Python 3.12 to 3.15 added: its role, its name, the page it is on.
ADDED = [
    ("py:function", "asyncio.eager_task_factory", "asyncio-task"),
    ("py:function", "asyncio.create_eager_task_factory", "asyncio-task"),
    ("py:method", "asyncio.Task.get_context", "asyncio-task"),
    ("py:method", "asyncio.TaskGroup.cancel", "asyncio-task"),
    ("py:class", "asyncio.EventLoop", "asyncio-eventloop"),
    ("py:method", "asyncio.Server.close_clients", "asyncio-eventloop"),
    ("py:method", "asyncio.Server.abort_clients", "asyncio-eventloop"),
    ("py:method", "asyncio.Queue.shutdown", "asyncio-queue"),
    ("py:exception", "asyncio.QueueShutDown", "asyncio-queue"),
    ("py:function", "asyncio.print_call_graph", "asyncio-graph"),
    ("py:function", "asyncio.format_call_graph", "asyncio-graph"),
    ("py:function", "asyncio.capture_call_graph", "asyncio-graph"),
    ("py:function", "asyncio.future_add_to_awaited_by", "asyncio-graph"),
    ("py:function", "asyncio.future_discard_from_awaited_by", "asyncio-graph"),
    ("py:function", "inspect.markcoroutinefunction", "inspect"),
    ("py:exception", "PythonFinalizationError", "exceptions"),
]


@pytest.fixture(scope="module")
def inventory():
    """Return the inventory, read as Sphinx reads it."""
    content = Path(__file__).parent.parent.joinpath(INVENTORY).read_bytes()
    return InventoryFile.loads(content, uri=PYTHON)


@pytest.fixture(scope="module")
def documented(inventory):
    """Return the names in asyncio that have an entry, whatever its role."""
    return {
        name.removeprefix("asyncio.")
        for role, names in inventory.data.items()
        if role.startswith("py:")
        for name in names
        if name.startswith("asyncio.")
    }


def test_inventory_has_each_public_name(documented):
    """Fail when asyncio has grown a name: links to it would be missing."""
    public = {name for name in asyncio.__all__ if not name.startswith("_")}
    unknown = sorted(public - documented - UNDOCUMENTED.keys())
    assert not unknown, (
        f"asyncio has names that {INVENTORY} lacks: {', '.join(unknown)}; "
        f"{REFRESH}, or say in UNDOCUMENTED why there is no entry"
    )


def test_undocumented_names_have_no_entry(documented):
    """Fail when an exception is obsolete."""
    obsolete = sorted(UNDOCUMENTED.keys() & documented)
    assert not obsolete, (
        f"{INVENTORY} has an entry now: {', '.join(obsolete)}; "
        "take the name out of UNDOCUMENTED"
    )


@pytest.mark.parametrize(("role", "name", "page"), ADDED)
def test_inventory_has_what_was_added(inventory, role, name, page):
    """Fail when the inventory is that of an older Python."""
    assert (role, name) in inventory, f"{INVENTORY} is old: {REFRESH}"
    assert inventory[role, name].uri == f"{PYTHON}/library/{page}.html#{name}"
