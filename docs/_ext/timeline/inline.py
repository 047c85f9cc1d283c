"""Worker threads where there are none: in a browser.

A function that is handed to an executor runs at once, until it sleeps; the
clock wakes it when that is over. So that it can stop there, a twin of it runs
in its place: the same code as a generator, which yields instead of calling
``sleep``. What would block it, or sleep, elsewhere is refused.
"""

import ast
import asyncio
import concurrent.futures
import contextvars
import inspect
import types
from collections.abc import Callable, Iterator
from functools import partial

from timeline.unsimulated import refuse

SLEEP = "sleep"
FUNCTIONS = (ast.FunctionDef, ast.Lambda)
SCOPES = (
    *FUNCTIONS,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)

real_shutdown = concurrent.futures.ThreadPoolExecutor.shutdown


class Job:
    """A function in an executor; it has the names of ``clock.Job``."""

    def __init__(self, number: int, executor, function, args, kwargs) -> None:
        self.number = number
        self.executor = executor
        self.future = concurrent.futures.Future()
        self.context = contextvars.Context()
        # As ``asyncio.to_thread`` hands it over.
        handed = getattr(getattr(function, "func", None), "__self__", None)
        if isinstance(handed, contextvars.Context):
            self.context = handed
            function, args, kwargs = (
                function.args[0],
                (*function.args[1:], *args),
                function.keywords | kwargs,
            )
        self.call = function, args, kwargs
        self.steps: Iterator | None = None
        self.has_begun = False


class Threads:
    """The jobs that are at work, or wait for a worker, on this clock.

    ``source`` is the program's text, ``path`` its file.
    """

    def __init__(self, clock, source: str, path: str) -> None:
        self.clock = clock
        self.source = source
        self.path = path
        self.unfinished: list[Job] = []
        self.idle: list[tuple[object, asyncio.Future]] = []

    def submit(self, executor, function, args, kwargs):
        """Stand in for ``ThreadPoolExecutor.submit`` in a running loop."""
        if executor._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        made = getattr(executor, "_create_worker_context", None)
        if made and inspect.getclosurevars(made).nonlocals.get("initializer"):
            refuse("prepares each thread by a function")
        waits = len(self._of(executor)) >= executor._max_workers
        number = self.clock.watcher.thread(function, waits=waits)
        job = Job(number, executor, function, args, kwargs)
        self.unfinished.append(job)
        if not waits:
            self._begin(job)
        return job.future

    def shut_down(self, executor, wait=True, *, cancel_futures=False) -> None:
        """Stand in for ``ThreadPoolExecutor.shutdown``."""
        if (wait or cancel_futures) and self._of(executor):
            refuse("waits for the threads of an executor")
        real_shutdown(executor, wait=False)

    async def settle(self, loop) -> None:
        """Stand in for the end of the loop's own executor."""
        loop._executor_shutdown_called = True
        executor = loop._default_executor
        if executor is None:
            return
        if self._of(executor):
            future = loop.create_future()
            self.idle.append((executor, future))
            await future
        real_shutdown(executor, wait=False)

    def end(self) -> None:
        """Refuse a program that ends before its threads."""
        if self.unfinished:
            refuse.note("ends while a thread of it is still at work")

    def is_at_work(self) -> bool:
        """Say whether one of the functions runs at the moment."""
        return getattr(self.clock.here, "job", None) is not None

    def _of(self, executor) -> list[Job]:
        return [job for job in self.unfinished if job.executor is executor]

    def _begin(self, job: Job) -> None:
        job.has_begun = True
        self.clock.watcher.thread_began(job.number)
        if not job.future.set_running_or_notify_cancel():
            self._end(job)
            return
        function, args, kwargs = job.call
        if function == self.clock.sleep:
            job.steps = _pausing(function, args, kwargs)
        else:
            twin = _twin(function, self.source, self.path)
            job.steps = (twin or _whole(function))(*args, **kwargs)
        self._go_on(job, None)

    def _go_on(self, job: Job, sent: object) -> None:
        """Run the job until it sleeps or ends."""
        here = self.clock.here
        outer = getattr(here, "job", None)
        loop = asyncio._get_running_loop()
        here.job = job
        asyncio._set_running_loop(None)
        try:
            self._run(job, sent)
        except StopIteration as done:
            self._end(job, partial(job.future.set_result, done.value))
        except BaseException as error:  # as a worker does
            self._end(job, partial(job.future.set_exception, error))
        finally:
            here.job = outer
            asyncio._set_running_loop(loop)

    def _run(self, job: Job, sent: object) -> None:
        step = partial(job.steps.send, sent)
        while True:
            function, args, kwargs = job.context.run(step)
            try:
                if function == self.clock.sleep:
                    wake = partial(self._go_on, job, None)
                    self.clock.pause_inline(job.number, wake, *args)
                    return
                found = job.context.run(function, *args, **kwargs)
                step = partial(job.steps.send, found)
            except Exception as error:  # where the call stands
                step = partial(job.steps.throw, error)

    def _end(self, job: Job, settle: Callable = lambda: None) -> None:
        settle()
        self.clock.watcher.thread_ended(job.number)
        self.unfinished.remove(job)
        left = self._of(job.executor)
        for other in left:
            if not other.has_begun:
                self._begin(other)
                break
        if left:
            return
        for executor, future in self.idle:
            if executor is job.executor and not future.done():
                future.get_loop().call_soon_threadsafe(_wake, future)


def _wake(future: asyncio.Future) -> None:
    if not future.done():
        future.set_result(None)


def _pausing(sleep: Callable, args: tuple, kwargs: dict) -> Iterator:
    yield sleep, args, kwargs


def _whole(function: Callable) -> Callable:
    """Return what makes a generator that never stops before its end."""

    def steps(*args, **kwargs) -> Iterator:
        return function(*args, **kwargs)
        yield

    return steps


def _twin(function: object, source: str, path: str) -> Callable | None:
    """Return the twin of the function, if it has one."""
    if isinstance(function, partial):
        twin = _twin(function.func, source, path)
        return twin and partial(twin, *function.args, **function.keywords)
    if isinstance(function, types.MethodType):
        twin = _twin(function.__func__, source, path)
        return twin and partial(twin, function.__self__)
    if not isinstance(function, types.FunctionType):
        return None
    code = _twin_code(function.__code__, source, path)
    if code is None:
        return None
    cells = dict(
        zip(
            function.__code__.co_freevars,
            function.__closure__ or (),
            strict=True,
        )
    )
    made = types.FunctionType(
        code,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        tuple(cells[name] for name in code.co_freevars),
    )
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def _twin_code(
    code: types.CodeType, source: str, path: str
) -> types.CodeType | None:
    kind = inspect.CO_GENERATOR | inspect.CO_COROUTINE
    kind |= inspect.CO_ASYNC_GENERATOR
    if code.co_filename != path or code.co_flags & kind:
        return None
    tree = ast.parse(source)
    plain = _codes(compile(tree, path, "exec", dont_inherit=True))
    for node in ast.walk(tree):
        if _is_of(node, code):
            body = node.body
            stops = _Stops()
            if isinstance(body, list):
                node.body = [stops.visit(each) for each in body]
            else:
                node.body = stops.visit(body)
    ast.fix_missing_locations(tree)
    twins = _codes(compile(tree, path, "exec", dont_inherit=True))
    at = [index for index, each in enumerate(plain) if each == code]
    if not at or not twins[at[0]].co_flags & inspect.CO_GENERATOR:
        return None
    return twins[at[0]]


def _is_of(node: ast.AST, code: types.CodeType) -> bool:
    """Say whether the node is that of the function; of lambdas, it may be
    another one in the same line.
    """
    if not isinstance(node, FUNCTIONS):
        return False
    name = getattr(node, "name", "<lambda>")
    decorators = getattr(node, "decorator_list", [])
    first = min(each.lineno for each in (node, *decorators))
    return (name, first) == (code.co_name, code.co_firstlineno)


class _Stops(ast.NodeTransformer):
    """Yields what is called ``sleep``; what has its own scope stays."""

    def visit(self, node: ast.AST) -> ast.AST:
        """Change the node, or what is in it."""
        if isinstance(node, SCOPES):
            return node
        node = self.generic_visit(node)
        if not isinstance(node, ast.Call) or node.keywords:
            return node
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name != SLEEP:
            return node
        args = ast.Tuple(node.args, ast.Load())
        parts = [node.func, args, ast.Dict([], [])]
        return ast.copy_location(ast.Yield(ast.Tuple(parts, ast.Load())), node)


def _codes(code: types.CodeType) -> list[types.CodeType]:
    """Return the code and all that is in it, in order."""
    found = [code]
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            found += _codes(each)
    return found
