"""Whatever a reader records ends with the right words, and as in Python."""

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import run_example
from recordings import ROOT
from timeline import figure, page, schema, words

# In real seconds. No program here takes long by itself.
TIME_LIMIT = 60

LOOP = "import asyncio\nasync def main():\n    {}\nasyncio.run(main())\n"


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run Python in a folder; with its output as bytes."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=run_example.environment()
        | {"PYTHONPATH": os.fspath(ROOT / "docs/_ext")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIME_LIMIT,
        check=False,
    )


def _record(
    folder: Path, *options: str
) -> tuple[subprocess.CompletedProcess, dict]:
    """Record ``program.py`` in a folder; return what happened."""
    done = _python(
        folder, "-m", "timeline", "--json", "out.json", *options, "program.py"
    )
    assert b"timeline/" not in done.stderr, done.stderr.decode()
    return done, json.loads((folder / "out.json").read_text("utf-8"))


ENDS = {
    "syntax error": (
        "x = 1\nasync def main(:\n    pass\n",
        {"how": "refused", "message": "invalid syntax", "line": 2},
    ),
    "null bytes": ("x = 1\0\n", {"how": "refused"}),
    "import error": (
        "import asyncio\nimport no_such_module\n",
        {"how": "raised", "exc": "ModuleNotFoundError", "line": 2},
    ),
    "an error while it is imported": (
        "import asyncio\nprint('one')\n1 / 0\n",
        {"how": "raised", "exc": "ZeroDivisionError", "line": 3},
    ),
    "sys.exit": (
        LOOP.format("raise SystemExit(3)"),
        {"how": "exit", "code": 3},
    ),
    "sys.exit with a text": (
        "import sys\nsys.exit('enough')\n",
        {"how": "exit", "code": 1},
    ),
    "sys.exit without an error": ("import sys\nsys.exit()\n", {"how": "ok"}),
    "no loop": ("print('no loop')\n", {"how": "ok"}),
    "empty": ("", {"how": "ok"}),
    "two runs": (LOOP.format("print(1)") * 2, {"how": "ok"}),
    "a loop by hand": (
        (
            "import asyncio\nloop = asyncio.new_event_loop()\n"
            "loop.run_until_complete(asyncio.sleep(1))\nloop.close()\n"
        ),
        {"how": "ok"},
    ),
    "nested functions": (
        LOOP.format("await (lambda: asyncio.sleep(1))()"),
        {"how": "ok"},
    ),
    "an endless recursion": (
        "def down():\n    down()\ndown()\n",
        {"how": "raised", "exc": "RecursionError"},
    ),
    "an endless recursion of coroutines": (
        LOOP.format("await main()"),
        {"how": "raised", "exc": "RecursionError"},
    ),
    "no ASCII": ("print('žluťoučký 🐍')\n", {"how": "ok"}),
    "a process": (
        (
            "import asyncio, sys\nasync def main():\n"
            "    p = await asyncio.create_subprocess_exec(\n"
            "        sys.executable, '-c', 'print(1)')\n"
            "    print(await p.wait())\nasyncio.run(main())\n"
        ),
        {"how": "ok"},
    ),
    "a signal": (
        LOOP.format("import signal; signal.raise_signal(signal.SIGTERM)"),
        {"how": "exit", "code": -15},
    ),
    "input": (
        "print(input('name? '))\n",
        {"how": "raised", "exc": "EOFError"},
    ),
    "deletes itself": (
        "import os\nos.remove(__file__)\nprint('gone')\n",
        {"how": "ok"},
    ),
    "os._exit": ("import os\nos._exit(5)\n", {"how": "exit", "code": 5}),
    "fork": (
        "import os\nif os.fork():\n    print(os.wait()[1])\n",
        {"how": "ok"},
    ),
    "exec": (
        (
            "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', "
            "'print(2)'])\n"
        ),
        {"how": "exit", "code": 0},
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_end_is_told_and_is_that_of_python(tmp_path: Path, name: str) -> None:
    """The recording says how it ended; output and status are Python's."""
    text, ended = ENDS[name]
    (tmp_path / "program.py").write_text(text, "utf-8")
    plain = _python(tmp_path, "program.py")
    (tmp_path / "program.py").write_text(text, "utf-8")
    recorded, recording = _record(tmp_path)
    assert recording["exit"] == recording["exit"] | ended
    assert recorded.returncode == plain.returncode
    assert recorded.stdout == plain.stdout
    assert recorded.stderr == plain.stderr


def test_file_that_is_not_utf_8(tmp_path: Path) -> None:
    """Python refuses it, and the recording says so."""
    (tmp_path / "program.py").write_bytes(b"print('\xff')\n")
    recorded, recording = _record(tmp_path)
    assert recorded.returncode == 1
    assert b"SyntaxError: " in recorded.stderr
    assert recording["exit"]["how"] == "refused"
    assert "encoding" in recording["exit"]["message"]


def test_what_is_not_simulated_is_named(tmp_path: Path) -> None:
    """A real socket is waited for, and the notes say so."""
    (tmp_path / "program.py").write_text(
        "import asyncio, socket, threading\n"
        "async def main():\n"
        "    loop = asyncio.get_running_loop()\n"
        "    ours, theirs = socket.socketpair()\n"
        "    ours.setblocking(False)\n"
        "    threading.Timer(0.1, theirs.send, [b'hello']).start()\n"
        "    print(await loop.sock_recv(ours, 5))\n"
        "    ours.close(); theirs.close()\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    recorded, recording = _record(tmp_path)
    assert recorded.stdout == b"b'hello'\n"
    assert recording["exit"] == {"how": "ok"}
    assert recording["notes"] == [
        (
            "It waits for a socket or a pipe, which cannot be simulated: the "
            "clock ran for real, and the order of events may differ from run to "
            "run."
        )
    ]


WAITS = {
    "a result": "pool.submit(knead).result()",
    "an event": "pool.submit(knead); done.wait()",
    "the end": "pool.submit(knead); pool.shutdown()",
}


@pytest.mark.parametrize("how", WAITS.values(), ids=WAITS)
def test_loop_that_waits_for_a_worker_is_blocked(
    tmp_path: Path, how: str
) -> None:
    """Its time passes, and the recording says that all tasks wait."""
    (tmp_path / "program.py").write_text(
        "import asyncio, threading, time\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "pool, done = ThreadPoolExecutor(), threading.Event()\n"
        "def knead():\n"
        "    time.sleep(5)\n"
        "    done.set()\n"
        "async def main():\n"
        f"    {how}\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    _, recording = _record(tmp_path)
    assert recording["exit"] == {"how": "ok"}
    blocks = [each for each in recording["events"] if each["e"] == "block"]
    assert blocks == [
        {"t": 0, "e": "block", "by": "task:1", "dur": 5_000_000, "line": 8}
    ]
    [note] = recording["notes"]
    assert note.startswith("Its loop waits for a thread, and not with await")


def test_time_that_passes_by_asking_is_told(tmp_path: Path) -> None:
    """With ``sleep(0)`` no instant comes after this one: the recorder makes
    one, and says so; a program that asks a few times needs none.
    """
    text = (
        "import asyncio\n"
        "async def main():\n"
        "    timer = asyncio.create_task(asyncio.sleep({}))\n"
        "    while not timer.done():\n"
        "        await asyncio.sleep(0)\n"
        "asyncio.run(main())\n"
    )
    (tmp_path / "program.py").write_text(text.format(0), "utf-8")
    assert _record(tmp_path)[1]["notes"] == []
    (tmp_path / "program.py").write_text(text.format(0.5), "utf-8")
    [note] = _record(tmp_path)[1]["notes"]
    assert note.startswith("It asks again and again, with sleep(0)")


def test_worker_may_sleep_after_it_has_waited_for_real(
    tmp_path: Path,
) -> None:
    """The loop, which waits for real meanwhile, hears of the deadline, and
    what the worker does has its time.
    """
    (tmp_path / "program.py").write_text(
        "import asyncio, subprocess, sys, time\n"
        "def work():\n"
        "    code = 'import time; time.sleep(0.5)'\n"
        "    subprocess.run([sys.executable, '-c', code])\n"
        "    print('waited')\n"
        "    time.sleep(20)\n"
        "asyncio.run(asyncio.to_thread(work))\n",
        "utf-8",
    )
    _, recording = _record(tmp_path)
    assert recording["exit"] == {"how": "ok"}
    [waited] = [e["t"] for e in recording["events"] if e["e"] == "out"]
    [end] = [e["t"] for e in recording["events"] if e["e"] == "thread_end"]
    # It takes a moment to learn that the worker waits for real.
    assert waited > 250_000
    assert end == pytest.approx(waited + 20_000_000, abs=500_000)


def test_loop_that_starts_a_thread_is_not_blocked(tmp_path: Path) -> None:
    """However long the system takes to start it, here that of asyncio."""
    (tmp_path / "program.py").write_text(
        "import asyncio, threading, time\n"
        "begin = threading.Thread._bootstrap\n"
        "def begin_late(thread):\n"
        "    if thread._target.__name__ == '_do_shutdown':\n"
        "        time.sleep(0.3)\n"
        "    begin(thread)\n"
        "threading.Thread._bootstrap = begin_late\n"
        "async def main():\n"
        "    asyncio.get_running_loop().run_in_executor(None, time.sleep, 5)\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    _, recording = _record(tmp_path)
    assert recording["exit"] == {"how": "ok"}
    assert recording["notes"] == []


@pytest.mark.parametrize(
    "body",
    ["while True: await asyncio.sleep(0)", "while True: pass"],
    ids=["await", "cpu"],
)
def test_endless_program_is_ended(tmp_path: Path, body: str) -> None:
    """The events end at their limit, the program at its time."""
    (tmp_path / "program.py").write_text(LOOP.format(body), "utf-8")
    recorded, recording = _record(tmp_path, "--seconds", "3", "--events", "50")
    assert recorded.returncode == 124
    assert recording["exit"] == {
        "how": "limit",
        "message": "The program was ended after 3 s.",
    }
    assert len(recording["events"]) <= 51


def test_nothing_can_go_on(tmp_path: Path) -> None:
    """A deadlock ends at once, where Python would wait for ever."""
    body = "await asyncio.Event().wait()"
    (tmp_path / "program.py").write_text(LOOP.format(body), "utf-8")
    recorded, recording = _record(tmp_path)
    assert recorded.returncode == 1
    assert recording["exit"] == {"how": "deadlock"}
    assert recording["events"][-1]["waiting"] == [1]


def test_limit_ends_the_recording_and_not_the_program(tmp_path: Path) -> None:
    """A million lines are printed, and the recording says where it ends."""
    text = "for n in range(1_000_000):\n    print(n)\n"
    (tmp_path / "program.py").write_text(text, "utf-8")
    recorded, recording = _record(tmp_path)
    assert recorded.returncode == 0
    assert recorded.stdout.splitlines()[-1] == b"999999"
    assert recorded.stdout.count(b"\n") == 1_000_000
    assert recording["exit"] == {"how": "ok"}
    assert recording["events"][-1]["message"] == (
        "The recording ends after 1,000 events; the program went on."
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "the following arguments are required: file"),
        (["missing.py"], "missing.py: No such file or directory"),
        (["."], ".: Is a directory"),
        (["--seconds", "long", "program.py"], "invalid float value: 'long'"),
        (["--colour", "program.py"], "--colour"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    """Nothing is run, and one line says why."""
    done = _python(tmp_path, "-m", "timeline", *arguments)
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("python -m timeline: error: ")
    assert words in lines[0]


def test_cost_is_linear(tmp_path: Path) -> None:
    """An event of many costs no more than one of few."""
    text = LOOP.format(
        "import sys\n    for n in range(int(sys.argv[1])): "
        "await asyncio.sleep(1)"
    )
    (tmp_path / "program.py").write_text(text, "utf-8")

    def cost(turns: int) -> tuple[float, int]:
        """Return the least processor time of a few runs, and the events."""
        took = []
        for _ in range(3):
            before = _children_time()
            done = _python(
                tmp_path,
                *("-m", "timeline", "--json", "out.json"),
                *("--events", "1000000", "program.py", str(turns)),
            )
            took.append(_children_time() - before)
            assert done.returncode == 0
        recording = json.loads((tmp_path / "out.json").read_text("utf-8"))
        return min(took), len(recording["events"])

    # To start Python costs more than a few events, and is not counted here.
    empty, _ = cost(0)
    few, few_events = cost(1000)
    many, many_events = cost(8000)
    assert many_events > 7 * few_events
    per_event = (few - empty) / few_events
    assert (many - empty) / many_events < 3 * per_event


def _children_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_recording_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What is written is the recording, one event a line."""
    text = LOOP.format("print('ř')")
    (tmp_path / "program.py").write_text(text, "utf-8")
    _, recording = _record(tmp_path)
    written = (tmp_path / "out.json").read_text("utf-8")
    assert schema.dumps(recording) == written
    assert '"text": "ř\\n"' in written


def test_programs_in_one_interpreter_do_not_meet(tmp_path: Path) -> None:
    """What one does to asyncio and to its streams is not seen by the next."""
    first = (
        "import asyncio, sys\nprint(sys.argv)\nasyncio.sleep = None\n"
        "sys.stderr = sys.stdout\nsys.stdout.close()\n"
    )
    code = (
        "from timeline.program import record\n"
        f"print(record({first!r}, 'first.py')[1:])\n"
        f"print(record({LOOP.format('await asyncio.sleep(1)')!r}, 'b.py')[1:])"
        "\n"
    )
    done = _python(tmp_path, "-c", code)
    assert done.stderr == b""
    assert done.stdout.decode().splitlines() == [
        """("['first.py']\\n", '', 0)""",
        "('', '', 0)",
    ]


TWO_FILES = {
    "program.py": (
        "import asyncio\nfrom parts import helper\nasync def main():\n"
        "    await asyncio.wait_for(helper.both(), 5)\nasyncio.run(main())\n"
    ),
    "parts/__init__.py": "",
    "parts/helper.py": (
        "import asyncio\nasync def fetch(n):\n"
        "    await asyncio.sleep(n)\n    return n\nasync def both():\n"
        "    print(await asyncio.gather(fetch(1), fetch(2)))\n"
    ),
}


def test_code_in_a_second_file_is_of_the_program(tmp_path: Path) -> None:
    """Its lines have file and text, and it is not what asyncio waits in."""
    for name, text in TWO_FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    _, recording = _record(tmp_path)
    waits = [each for each in recording["events"] if each["e"] == "wait"]
    assert waits, recording
    for event in waits[-2:]:
        assert (event["file"], event["line"]) == ("parts/helper.py", 3)
        assert event["text"] == "asyncio.sleep(n)"
        assert event["on"] == "sleep"
    [printed] = (each for each in recording["events"] if each["e"] == "out")
    assert (printed["file"], printed["line"]) == ("parts/helper.py", 6)
    places = [row.place for row in words.tell(recording)]
    assert "parts/helper.py 3" in places
    assert not any("something" in row.text for row in words.tell(recording))


def test_what_is_installed_is_no_code_of_the_program(tmp_path: Path) -> None:
    """Also where it lies below the folder of the program."""
    folder = tmp_path / ".venv/site-packages"
    folder.mkdir(parents=True)
    (folder / "helper.py").write_text(
        "import asyncio\nasync def wait():\n    await asyncio.sleep(1)\n"
    )
    (tmp_path / "program.py").write_text(
        f"import asyncio, sys\nsys.path.append({os.fspath(folder)!r})\n"
        "import helper\nasync def main():\n    await helper.wait()\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    _, recording = _record(tmp_path)
    [wait] = [each for each in recording["events"] if each["e"] == "wait"]
    assert (wait["line"], wait["text"]) == (5, "helper.wait()")
    assert "file" not in wait
    assert wait["on"] == "sleep"


def test_destroyed_task_ends(tmp_path: Path) -> None:
    """The recording, its summary and the figure say what became of it."""
    (tmp_path / "program.py").write_text(
        "import asyncio, gc\n"
        "async def child():\n"
        "    await asyncio.get_running_loop().create_future()\n"
        "async def main():\n"
        "    asyncio.create_task(child())\n"
        "    await asyncio.sleep(1)\n"
        "    gc.collect()\n"
        "    await asyncio.sleep(1)\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    plain = _python(tmp_path, "program.py")
    recorded, recording = _record(tmp_path)
    assert b"Task was destroyed but it is pending!" in plain.stderr
    # Which goes first, the task or its coroutine, is up to the collector.
    before = re.compile(rb"^task: <Task pending name='Task-2'", re.MULTILINE)
    assert before.search(plain.stderr)
    assert before.search(recorded.stderr)
    ends = [each for each in recording["events"] if each["e"] == "end"]
    assert [(each["task"], each["how"]) for each in ends] == [
        (2, "destroyed"),
        (1, "returned"),
    ]
    assert "1 destroyed" in words.summary(recording)
    drawn = figure.html(recording, "key")
    assert '<path class="destroyed"' in drawn
    assert "child() ends, destroyed while pending" in drawn


@pytest.mark.parametrize("option", [[], ["--real"]], ids=["virtual", "real"])
def test_print_of_a_thread_of_its_own_appears(
    tmp_path: Path, option: list[str]
) -> None:
    """With the thread's name, a lane of its own, and a note on the order."""
    (tmp_path / "program.py").write_text(
        "import asyncio, threading\n"
        "def speak(*words):\n"
        "    print(*words, end='')\n"
        "    print('.')\n"
        "    print('the end', end='')\n"
        "async def main():\n"
        "    thread = threading.Thread(target=speak, args=('a', 'b'))\n"
        "    thread.start()\n"
        "    await asyncio.sleep(0.1)\n"
        "    thread.join()\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    recorded, recording = _record(tmp_path, *option)
    assert recorded.stdout == b"a b.\nthe end"
    prints = [each for each in recording["events"] if each["e"] == "out"]
    assert [(each["text"], each["line"], each["by"]) for each in prints] == [
        ("a b.\n", 4, "thread:1"),
        ("the end", 5, "thread:1"),
    ]
    assert recording["simulated"] == []
    assert any("prints" in note for note in recording["notes"])
    drawn = figure.html(recording, "key")
    assert "Thread-1 (speak), a thread" in drawn
    assert "Thread-1 (speak) prints “a b.”" in drawn


def test_call_that_waits_for_its_thread_is_drawn_as_waiting(
    tmp_path: Path,
) -> None:
    """From the call until a thread is free, and at work from then on."""
    (tmp_path / "program.py").write_text(
        "import asyncio, time\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "async def main():\n"
        "    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(2)\n"
        "    calls = [\n"
        "        loop.run_in_executor(pool, time.sleep, n) for n in (1, 2, 3)\n"
        "    ]\n"
        "    await asyncio.gather(*calls)\n"
        "asyncio.run(main())\n",
        "utf-8",
    )
    _, recording = _record(tmp_path)
    events = recording["events"]
    assert [e["thread"] for e in events if e.get("waits")] == [3]
    begins = [each for each in events if each["e"] == "thread_run"]
    assert begins == [{"t": 1_000_000, "e": "thread_run", "thread": 3}]
    assert events[-1]["t"] == 4_000_000
    _, plan = figure.wide(recording, "key")
    lane = next(n for n, each in enumerate(plan.lanes) if "#3" in each.name)
    [wait] = [each for each in plan.waits if each[0] == lane]
    [work] = [each for each in plan.threads if each[0] == lane]
    assert wait[1] < wait[2] == work[1] < work[2]


BUSY = """\
import asyncio, time

async def main():
    await asyncio.sleep(0.1)
    began = time.thread_time()
    while time.thread_time() - began < 0.3:
        pass
    await asyncio.sleep(0.1)

asyncio.run(main())
"""


@pytest.mark.parametrize("options", [(), ("--real",)], ids=["virtual", "real"])
def test_work_that_blocks_the_loop_is_told(
    tmp_path: Path, options: tuple
) -> None:
    """On the virtual clock it takes no time, and how long it took is said."""
    (tmp_path / "program.py").write_text(BUSY, "utf-8")
    _, recording = _record(tmp_path, *options)
    (block,) = [each for each in recording["events"] if each["e"] == "block"]
    assert block["by"] == "task:1"
    assert block["dur" if options else "real"] >= 250_000
    (row,) = [
        row.text
        for row in words.tell(recording)
        if "blocks the loop for" in row.text
    ]
    assert ("of real time" in row) == (not options)
    assert "of real time" in page.page(recording, BUSY) or options
    # What is compared from run to run is not how busy the machine was.
    kinds = {each["e"] for each in schema.canonical(recording)["events"]}
    assert ("block" in kinds) == bool(options)


PIECES = """\
import asyncio
import time

def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass

async def main():
    for _ in range(30):
        work(%s)
        await asyncio.sleep(0)

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("piece", "options", "told"),
    [(0.05, (), True), (0.05, ("--real",), False), (0.02, (), False)],
)
def test_much_work_in_short_pieces_is_told(
    tmp_path: Path, piece: float, options: tuple, told: bool
) -> None:
    """On the virtual clock no piece takes time, and so no timer fires."""
    (tmp_path / "program.py").write_text(PIECES % piece, "utf-8")
    _, recording = _record(tmp_path, *options)
    said = [note for note in recording["notes"] if "short pieces" in note]
    assert len(said) == told


SERVER = """\
import asyncio
import sys

async def serve(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]))
    print("open", flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


def test_a_client_of_another_process_is_let_in(tmp_path: Path) -> None:
    """A server that waits for clients alone is in no deadlock, and what they
    send is said to have arrived.
    """
    (tmp_path / "program.py").write_text(SERVER, "utf-8")
    port = _free_port()
    command = ["-m", "timeline", "--json", "out.json", "program.py", str(port)]
    with subprocess.Popen(
        [sys.executable, *command],
        cwd=tmp_path,
        env=run_example.environment()
        | {"PYTHONPATH": os.fspath(ROOT / "docs/_ext")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout.readline() == b"open\n"
            with _connected(port) as client:
                client.sendall(b"tea\n")
                assert client.recv(100) == b"TEA\n"
            os.killpg(process.pid, signal.SIGINT)
            process.wait(TIME_LIMIT)
        finally:
            run_example.kill_group(process.pid)
    recording = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert recording["exit"]["exc"] == "KeyboardInterrupt"
    rows = [row.text for row in words.tell(recording)]
    assert any(text.endswith("is ready: data arrived") for text in rows)


def _free_port() -> int:
    """Return a port of its own: the first one that the recorder gives is the
    same in all the tests that run beside this one.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _connected(port: int) -> socket.socket:
    """Connect as soon as the server listens for real."""
    began = time.monotonic()
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), TIME_LIMIT)
        except ConnectionRefusedError:
            assert time.monotonic() - began < TIME_LIMIT
            time.sleep(0.05)
