"""Connections to this machine, kept in memory.

Under the clock that skips waiting, a server and its clients in one program
are connected by sockets that exist in memory alone. All above the sockets is
asyncio itself: its servers, transports, protocols and streams run as they
are, so their names, limits and errors are those of the Python that runs.
Simulated is what the system does: names of this machine, ports, buffers, and
telling the loop's selector which socket is ready. No time passes on the way.

A socket stays real where the program asks for another machine, for ``ssl`` or
for a socket of its own (``sock``), and on a loop in another thread; then
waiting cannot be skipped. A real socket of this process, such as one of a
client in a thread, still reaches a server in memory. One of another process
does as soon as the program waits for something from outside, or for clients
alone: then the servers listen for real, too.

What differs from a real machine: ``localhost`` is 127.0.0.1 alone, ports that
the system chooses count up from 50001, and the buffers between two sockets
have one fixed size. In a browser, errors have the numbers of Linux.
"""

import asyncio
import errno
import ipaddress
import itertools
import os
import selectors
import socket
import stat
import sys
import tempfile
import threading
import weakref
from asyncio import selector_events
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from timeline.unsimulated import refuse

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE

# The first of the file descriptors, beyond those that a program may have.
FIRST_NUMBER = 10_000
FIRST_PORT = 50_001
LAST_PORT = 65_535
# How many bytes may be on their way to a socket, about as on Linux.
CAPACITY = 2_500_000
UNIX_CAPACITY = 200_000

ANY = {socket.AF_INET: "0.0.0.0", socket.AF_INET6: "::"}
LOOPBACK = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
AF_UNIX = getattr(socket, "AF_UNIX", None)

# What the recording says where a socket is real.
OUTSIDE = "a socket or a pipe"

IN_BROWSER = sys.platform == "emscripten"
# What Linux calls the errors, which have other numbers in a browser.
ERRORS = {
    "EADDRINUSE": (98, "Address already in use"),
    "ECONNREFUSED": (111, "Connection refused"),
    "ECONNRESET": (104, "Connection reset by peer"),
    "EPIPE": (32, "Broken pipe"),
}

real_connect = socket.socket.connect
real_create_server = asyncio.BaseEventLoop.create_server
real_create_connection = asyncio.BaseEventLoop.create_connection
real_accept = selector_events.BaseSelectorEventLoop._accept_connection


class Socket:
    """A stream socket in memory, with what asyncio uses of a real one."""

    type = socket.SOCK_STREAM

    def __init__(self, network: "Network", family: int) -> None:
        self.network = network
        self.family = family
        self.proto = 0 if family == AF_UNIX else socket.IPPROTO_TCP
        self.number = next(network.numbers)
        network.sockets[self.number] = self
        self.name = "" if family == AF_UNIX else _full((ANY[family], 0))
        self.options: dict[tuple[int, int], object] = {}
        self.selector: object = None
        # Who made it ready last, for reading and for writing.
        self.by = {READ: "", WRITE: ""}
        self.is_closed = False
        # A server's: the connections that nobody has accepted yet.
        self.pending: deque[Socket] | None = None
        self.file: socket.socket | None = None
        # A server's: its door for other processes, and whether it has none.
        self.door: Door | None = None
        self.is_shut = False
        # A connection's: what came in, whether all has come in and has been
        # sent, whether it was cut, and the error of which nobody has heard.
        self.peer: Socket | None = None
        self.inbox = bytearray()
        self.all_came = False
        self.all_sent = False
        self.is_cut = False
        self.error = ""

    def ready(self) -> int:
        """Return for what the socket is ready, as selectors do."""
        if self.pending is not None:
            return READ if self.pending else 0
        failed = bool(self.error) or self.is_cut
        mask = READ if self.inbox or self.all_came or failed else 0
        # Like Linux: a little room does not make a socket ready.
        if failed or (self.peer and self.peer._room() > self._capacity() // 3):
            mask |= WRITE
        return mask

    def _capacity(self) -> int:
        return UNIX_CAPACITY if self.family == AF_UNIX else CAPACITY

    def _room(self) -> int:
        return self._capacity() - len(self.inbox)

    def _stir(self, mask: int) -> None:
        """Say that the socket is about to become ready."""
        for kind in READ, WRITE:
            if kind & mask and not kind & self.ready():
                self.by[kind] = self.network.recorder.who()[0]
        if self.selector is not None:
            self.selector.stirred[self.number] = None

    def _end(self) -> None:
        """Learn that nothing more will come in."""
        self._stir(READ)
        self.all_came = True

    def _cut(self) -> None:
        """Learn that the other side is gone."""
        self._stir(READ | WRITE)
        self.is_cut = True
        half = self.all_came and self.family != AF_UNIX
        self.error = "EPIPE" if half else "ECONNRESET"

    def _raise(self) -> None:
        if self.error:
            name, self.error = self.error, ""
            raise _error(name)

    def serving(self) -> tuple:
        """Return what the loop calls when there is a connection to accept, a
        bound method of the loop, and its arguments.
        """
        handle = self.selector.get_key(self.number).data[0]
        return handle._callback, *handle._args

    # The methods of ``socket.socket``.

    def fileno(self) -> int:
        """Return a number by which the loop's selector knows the socket."""
        return -1 if self.is_closed else self.number

    def getsockname(self) -> object:
        """Return the address of this side."""
        return self.name

    def getpeername(self) -> object:
        """Return the address of the other side."""
        if self.peer is None:
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))
        return self.peer.name

    def setblocking(self, flag: bool) -> None:
        """Do nothing: these sockets never block."""

    settimeout = setblocking

    def gettimeout(self) -> float:
        """Return 0: these sockets never block."""
        return 0.0

    def setsockopt(self, level: int, option: int, value: object) -> None:
        """Keep an option, which has no effect."""
        self.options[level, option] = value

    def getsockopt(self, level: int, option: int, *_) -> object:
        """Return an option that was set, the pending error, or 0."""
        if (level, option) == (socket.SOL_SOCKET, socket.SO_ERROR):
            name, self.error = self.error, ""
            return getattr(errno, name) if name else 0
        return self.options.get((level, option), 0)

    def listen(self, backlog: int = 0) -> None:
        """Let others connect."""
        self.pending = deque()

    def open_door(self, loop: asyncio.AbstractEventLoop) -> None:
        """Listen at the same address for real, too, where it is free."""
        try:
            self.door = Door(self, loop)
        except OSError as error:
            self.is_shut = True
            self.network.recorder.note(
                f"Other processes cannot reach the server at port "
                f"{self.name[1]}, which is in memory: {error.strerror}."
            )

    def accept(self) -> tuple["Socket", object]:
        """Return a connection and the address from which it came."""
        if not self.pending:
            raise BlockingIOError
        connection = self.pending.popleft()
        return connection, connection.peer.name

    def connect(self, address: object) -> None:
        """Connect; as on a real socket, the loop hears later how it went.

        Raises BlockingIOError, and nothing for a Unix socket.
        """
        listener = self.network.listener(self.family, address)
        if listener is None:
            self.error, self.is_cut = "ECONNREFUSED", True
            raise BlockingIOError
        if self.family != AF_UNIX:
            host, port = self.name[:2]
            host = address[0] if host == ANY[self.family] else host
            port = port or self.network.free_port()
            self.name = _full((host, port))
        self.peer = other = Socket(self.network, self.family)
        other.peer = self
        other.name = listener.name if self.family == AF_UNIX else address
        other.by[READ], self.by[WRITE] = self.network.recorder.who()[0], ""
        listener._stir(READ)
        listener.pending.append(other)
        if self.family != AF_UNIX:
            raise BlockingIOError

    def recv(self, count: int) -> bytes:
        """Return what came in; raises as ``socket.recv``."""
        if self.inbox:
            data = bytes(memoryview(self.inbox)[:count])
            self.peer._stir(WRITE)
            del self.inbox[:count]
            return data
        if not self.all_came:
            self._raise()
            if not self.is_cut:
                raise BlockingIOError
        return b""

    def recv_into(self, buffer: memoryview) -> int:
        """Write what came in into a buffer; return how many bytes."""
        data = self.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def send(self, data: bytes) -> int:
        """Send what there is room for; return how many bytes."""
        self._raise()
        gone = self.peer.is_closed
        if self.all_sent or self.is_cut or (gone and self.family == AF_UNIX):
            raise _error("EPIPE")
        data = memoryview(data).cast("B")
        if gone:
            # TCP sends it all the same, and learns from the answer.
            self._cut()
            return len(data)
        room = self.peer._room()
        if room <= 0:
            raise BlockingIOError
        self.peer._stir(READ)
        self.peer.inbox += data[:room]
        return min(room, len(data))

    def sendmsg(self, buffers: Iterable[bytes]) -> int:
        """Send several pieces as one."""
        return self.send(b"".join(buffers))

    def shutdown(self, how: int) -> None:
        """Send nothing more."""
        if how != socket.SHUT_RD:
            self.all_sent = True
            self.peer._end()

    def close(self) -> None:
        """Close this side; the other side hears of it."""
        if self.is_closed:
            return
        self.is_closed = True
        if self.door is not None:
            self.door.close()
        if self.file is not None:
            self.file.close()
        for connection in self.pending or ():
            connection.peer._cut()
            connection.is_closed = True
        if self.peer is None or self.peer.is_closed:
            return
        if self.inbox:  # what was sent here will never be read
            self.peer._cut()
        elif not self.peer.all_came:
            self.peer._end()


class Door:
    """A real socket by which other processes come to a server in memory.

    It is kept by its number alone: the program knows nothing of it, and so
    need not be told when it is left open.
    """

    def __init__(
        self, listener: Socket, loop: asyncio.AbstractEventLoop
    ) -> None:
        door = socket.create_server(listener.name[:2], family=listener.family)
        door.setblocking(False)
        self.number, self.loop = door.detach(), loop
        # The server keeps its socket, and its socket the door.
        self.listener = weakref.ref(listener)
        loop._add_reader(self.number, self._let_in)

    def _let_in(self) -> None:
        listener = self.listener()
        door = socket.socket(fileno=self.number)
        try:
            connection, address = door.accept()
        except BlockingIOError:
            return
        finally:
            door.detach()
        connection.setblocking(False)
        _, factory, _, _, server, *_ = listener.serving()
        _welcome(self.loop, factory, connection, address, server)

    def close(self) -> None:
        """Let nobody in any more."""
        if not self.loop.is_closed():
            self.loop._remove_reader(self.number)
        os.close(self.number)


class Network:
    """The sockets of one run."""

    def __init__(self, recorder: object) -> None:
        self.recorder = recorder
        self.numbers = itertools.count(FIRST_NUMBER)
        self.ports = itertools.count(FIRST_PORT)
        # Those that were chosen here, and mean nothing on the machine.
        self.chosen = set()
        self.sockets = weakref.WeakValueDictionary()
        # By host and port, and by what identifies a file.
        self.bound = weakref.WeakValueDictionary()
        self.paths = weakref.WeakValueDictionary()
        self.is_used = False

    def socket(self, family: int) -> Socket:
        """Return a new socket."""
        if not self.is_used:
            self.is_used = True
            self.recorder.sink(("simulated", {"what": "streams"}))
        return Socket(self, family)

    def free_port(self) -> int:
        """Return a port that nobody uses."""
        used = {key[1] for key in self.bound}
        port = next(port for port in self.ports if port not in used)
        self.chosen.add(port)
        return port

    def bind(
        self, family: int, host: str, port: int, *, share: bool = False
    ) -> Socket:
        """Return a socket with an address of this machine.

        Raises OSError where it is in use, and OverflowError for what is no
        port. With ``share`` it may be in use; the last one gets all.
        """
        _check(port, "bind")
        port = port or self.free_port()
        found = {self.listening(host, port)}
        if host == ANY[family]:
            found.update(
                each
                for (_, used), each in self.bound.items()
                if used == port and each.family == family
            )
        taken = any(each and not each.is_closed for each in found)
        if taken and not share:
            raise _error("EADDRINUSE")
        bound = self.socket(family)
        bound.name = _full((host, port))
        self.bound[host, port] = bound
        return bound

    def bind_path(self, path: str) -> Socket:
        """Return a Unix socket with a path; a real one keeps the place.

        Raises OSError as a real one.
        """
        file = socket.socket(AF_UNIX, socket.SOCK_STREAM)
        try:
            file.bind(path)
        except BaseException:
            file.close()
            raise
        bound = self.socket(AF_UNIX)
        bound.file = file
        bound.name = file.getsockname()
        self.paths[_place(path)] = bound
        return bound

    def listening(self, host: str, port: int) -> Socket | None:
        """Return what has a port of a host, if anything has."""
        family = _family(host)
        mine = self.bound.get((host, port))
        if mine is None or mine.is_closed:
            mine = self.bound.get((ANY[family], port))
        return mine if mine and not mine.is_closed else None

    def listener(self, family: int, address: object) -> Socket | None:
        """Return the socket that accepts connections to an address."""
        if family == AF_UNIX:
            found = self.paths.get(_place(address))
        else:
            found = self.listening(*address[:2])
        if found is None or found.is_closed or found.pending is None:
            return None
        return found

    def open_doors(self, loop: asyncio.AbstractEventLoop) -> bool:
        """Listen for real where servers in memory do, so that other
        processes reach them; return whether any server can be reached.

        A server whose address is taken is named in a note.
        """
        found = False
        for each in [*self.sockets.values()]:
            if (
                each.pending is None
                or each.is_closed
                or each.family not in ANY
            ):
                continue
            if each.door is None and not each.is_shut:
                each.open_door(loop)
            found = found or each.door is not None
        return found

    def serves_for_ever(self) -> bool:
        """Say whether a task waits for nothing but clients, in
        ``Server.serve_forever``.
        """
        return any(
            each.selector is not None
            and each.serving()[4]._serving_forever_fut is not None
            for each in [*self.sockets.values()]
            if each.pending is not None and not each.is_closed
        )

    def reachable(self, places: list) -> tuple | None:
        """Return the first place where somebody listens, or else the first,
        where nobody does; None where there is a server that is not simulated.
        """
        for place in places:
            family, host, port = place
            if self.listener(family, (host, port)):
                return place
        real = (place for place in places if place[2] not in self.chosen)
        if any(map(_is_taken, real)):
            return None
        return places[0] if places else None


class BaseEventLoop:
    """Methods that stand in for those of asyncio's class of this name."""

    async def create_server(
        self, protocol_factory, host=None, port=None, **options
    ):
        """Return a server, in memory where that is possible."""
        network = _network(self, options)
        places = _places(host, port, options, ANY)
        if network is None or not places:
            return _real(
                self,
                await real_create_server(
                    self, protocol_factory, host, port, **options
                ),
            )
        # It asks for the address of each host in a task of its own.
        network.recorder.skip_names(
            1 if host is None or isinstance(host, str) else len([*host])
        )
        share = bool(options.pop("reuse_port", False))
        serve = options.pop("start_serving", True)
        bound = _bind(network, places, share=share)
        server = await real_create_server(
            self,
            protocol_factory,
            sock=bound[0],
            start_serving=False,
            **options,
        )
        # It takes one socket; the real one makes several from names.
        server._sockets.extend(bound[1:])
        if serve:
            await server.start_serving()
        return server

    async def create_connection(
        self, protocol_factory, host=None, port=None, **options
    ):
        """Return a transport and its protocol, in memory where possible."""
        network = _network(self, options)
        place = None
        if network is not None:
            places = _places(host, port, options, LOOPBACK)
            place = network.reachable(places)
        if place is None and IN_BROWSER:
            # It would seem to be there, and never answer.
            refuse(f"connects to {host or 'a socket'}")
        if place is None:
            return _real(
                self,
                await real_create_connection(
                    self, protocol_factory, host, port, **options
                ),
            )
        sock = network.socket(place[0])
        local = options.pop("local_addr", None)
        if local is not None:
            sock.name = _full(local)
        _check(place[2], "connect")
        try:
            # As sock_connect(), which would look up the address first.
            connected = self.create_future()
            self._sock_connect(connected, sock, _full(place[1:]))
            await connected
        except ConnectionRefusedError as error:
            if IN_BROWSER:
                error.errno = ERRORS["ECONNREFUSED"][0]
            if options.get("all_errors"):
                message = "create_connection failed"
                raise ExceptionGroup(message, [error]) from None
            raise
        options.pop("family", None)
        return await real_create_connection(
            self, protocol_factory, sock=sock, **options
        )


class BaseSelectorEventLoop:
    """A method that stands in for that of asyncio's class of this name."""

    def _accept_connection(self, protocol_factory, sock, *rest):
        """Give each new connection of a server its protocol."""
        if not isinstance(sock, Socket):
            real_accept(self, protocol_factory, sock, *rest)
            return
        server = rest[1]
        while sock.pending:
            connection, address = sock.accept()
            # A real one does it in a task, which would be seen.
            sock.network.recorder.skip_names(1)
            handle = self.call_soon(
                _welcome, self, protocol_factory, connection, address, server
            )
            handle._cause = connection.by[READ], "stream"


def _welcome(loop, protocol_factory, connection, address, server) -> None:
    """Give an accepted connection its transport and its protocol.

    As in asyncio, an error of the program in it is heard in debug mode only.
    """
    try:
        loop._make_socket_transport(
            connection,
            protocol_factory(),
            extra={"peername": address},
            server=server,
        )
    except Exception as error:
        connection.close()
        if loop.get_debug():
            message = "Error on transport creation for incoming connection"
            loop.call_exception_handler(
                {"message": message, "exception": error}
            )


class _UnixSelectorEventLoop:
    """Methods that stand in for those of asyncio's class of this name."""

    async def create_unix_server(self, protocol_factory, path=None, **options):
        """Return a server at a path, in memory where that is possible."""
        network = _network(self, options)
        if network is None or path is None:
            return _real(
                self,
                await real_create_unix_server(
                    self, protocol_factory, path, **options
                ),
            )
        sock = _bind_path(network, os.fspath(path))
        return await real_create_unix_server(
            self, protocol_factory, sock=sock, **options
        )

    async def create_unix_connection(
        self, protocol_factory, path=None, **options
    ):
        """Return a transport and its protocol, in memory where possible."""
        network = _network(self, options)
        if (
            network is None
            or path is None
            or not network.listener(AF_UNIX, os.fspath(path))
        ):
            return _real(
                self,
                await real_create_unix_connection(
                    self, protocol_factory, path, **options
                ),
            )
        sock = network.socket(AF_UNIX)
        sock.connect(os.fspath(path))
        return await real_create_unix_connection(
            self, protocol_factory, sock=sock, **options
        )


class _Socket:
    """A method that stands in for that of ``socket.socket``."""

    def connect(self, address):
        """Connect to an address, which may be that of a server in memory."""
        network = getattr(selectors.DefaultSelector, "network", None)
        listener = None
        if network is not None and self.family in {*ANY, AF_UNIX}:
            network.recorder.clock.loosen()
            listener = network.listener(self.family, address)
        if listener is None:
            real_connect(self, address)
            return
        network.recorder.outside(OUTSIDE)
        accept, factory, _, _, server, *_ = listener.serving()
        loop = accept.__self__
        with _door(self.family) as door:
            try:
                real_connect(self, door.getsockname())
            finally:  # it raises where it does not block, and goes on
                connection, address = door.accept()
                connection.setblocking(False)
                loop.call_soon_threadsafe(
                    _welcome, loop, factory, connection, address, server
                )


@contextmanager
def _door(family: int) -> Iterator[socket.socket]:
    """Listen for real for one connection, at any address."""
    if family == AF_UNIX:
        with (
            tempfile.TemporaryDirectory() as folder,
            socket.socket(AF_UNIX) as door,
        ):
            door.bind(os.path.join(folder, "door"))
            door.listen()
            yield door
    else:
        with socket.create_server(
            (LOOPBACK[family], 0), family=family
        ) as door:
            yield door


# What is replaced, by what.
METHODS = [
    (socket.socket, _Socket, "connect"),
    (asyncio.BaseEventLoop, BaseEventLoop, "create_server"),
    (asyncio.BaseEventLoop, BaseEventLoop, "create_connection"),
    (
        selector_events.BaseSelectorEventLoop,
        BaseSelectorEventLoop,
        "_accept_connection",
    ),
]
if os.name == "posix":
    unix_loop = asyncio.SelectorEventLoop
    real_create_unix_server = unix_loop.create_unix_server
    real_create_unix_connection = unix_loop.create_unix_connection
    METHODS += [
        (unix_loop, _UnixSelectorEventLoop, "create_unix_server"),
        (unix_loop, _UnixSelectorEventLoop, "create_unix_connection"),
    ]
REAL = [(owner, name, getattr(owner, name)) for owner, _, name in METHODS]


def install(recorder: object) -> None:
    """Let loops that are made from now on have sockets in memory.

    The clock is in place already.
    """
    selectors.DefaultSelector = _selector_class(Network(recorder))
    for owner, mine, name in METHODS:
        setattr(owner, name, getattr(mine, name))


def uninstall() -> None:
    """Put back what ``install`` replaced, but for the selector, which is the
    clock's.
    """
    for owner, name, function in REAL:
        setattr(owner, name, function)


def _real(loop: asyncio.AbstractEventLoop, made: object) -> object:
    """Return a server or a connection that is real, and say that it is."""
    network = _network(loop, {})
    if network is not None:
        network.recorder.outside(OUTSIDE)
    return made


def _network(
    loop: asyncio.AbstractEventLoop, options: dict
) -> "Network | None":
    """Return the network of the loop, if a connection can be in memory."""
    network = getattr(getattr(loop, "_selector", None), "network", None)
    if network is None or threading.get_ident() != network.recorder.owner:
        return None
    if options.get("sock") is not None or options.get("ssl"):
        return None
    return network


def _selector_class(of: Network) -> type:
    """Return the clock's selector, with sockets in memory."""
    base = selectors.DefaultSelector
    without_system = selectors._BaseSelectorImpl

    class DefaultSelector(base):
        network = of

        def __init__(self):
            super().__init__()
            # The sockets whose state may have changed.
            # In the order in which that happened, as the system has it.
            self.stirred: dict[int, None] = {}

        def register(self, fileobj, events, data=None):
            mine = of.sockets.get(fileobj)
            if mine is None:
                return super().register(fileobj, events, data)
            mine.selector = self
            self.simulated += 1
            self.stirred[fileobj] = None
            return without_system.register(self, fileobj, events, data)

        def unregister(self, fileobj):
            mine = of.sockets.get(fileobj)
            if mine is None:
                return super().unregister(fileobj)
            mine.selector = None
            self.simulated -= 1
            self.stirred.pop(fileobj, None)
            return without_system.unregister(self, fileobj)

        def modify(self, fileobj, events, data=None):
            if fileobj not in of.sockets:
                return super().modify(fileobj, events, data)
            self.stirred[fileobj] = None
            return without_system.modify(self, fileobj, events, data)

        def select(self, timeout=None):
            found = [self._look(number) for number in [*self.stirred]]
            ready = of.recorder.clock.arrived(
                [each for each in found if each], timeout
            )
            return ready + super().select(0 if ready else timeout)

        def _look(self, number):
            key = self._fd_to_key[number]
            mine = of.sockets[number]
            mask = mine.ready() & key.events
            if not mask:
                del self.stirred[number]
                return None
            for kind, handle in zip((READ, WRITE), key.data, strict=True):
                if handle is not None:
                    by = mine.by[kind]
                    handle._cause = by, "stream" if by else "connection"
            return key, mask

    for name in "__name__", "__qualname__", "__module__":
        setattr(DefaultSelector, name, getattr(base, name))
    return DefaultSelector


def called(callback: object) -> object:
    """Return what a callback of a transport calls in its protocol, which may
    be the program's own; any other callback is returned as it is.
    """
    transport = getattr(callback, "__self__", None)
    if not isinstance(transport, selector_events._SelectorSocketTransport):
        return callback
    name = callback.__name__
    protocol = transport.get_protocol()
    if name == "_call_connection_lost":
        return protocol.connection_lost
    if name == "_read_ready" and isinstance(transport._sock, Socket):
        if not transport._sock.inbox:
            return protocol.eof_received
        if isinstance(protocol, asyncio.BufferedProtocol):
            return protocol.buffer_updated
        return protocol.data_received
    return callback


def _places(
    host: object, port: object, options: dict, unnamed: dict[int, str]
) -> list[tuple[int, str, int]]:
    """Return family, host and port of each address that is asked for.

    ``unnamed`` are the hosts where none is named. The list is empty where an
    address is not of this machine, or is asked for in a way that only the
    system understands.
    """
    if isinstance(port, str) and port.isdecimal():
        port = int(port)
    if not isinstance(port, int | None) or (host is None and port is None):
        return []
    family = options.get("family", 0)
    several = isinstance(host, Iterable) and not isinstance(host, str | bytes)
    places = []
    for each in host if several else [host]:
        hosts = _hosts(each, unnamed)
        found = [(kind, name) for kind, name in hosts if family in {0, kind}]
        if not found:
            return []
        if each == "localhost" and unnamed is ANY:
            del found[1:]
        places += [(kind, name, port or 0) for kind, name in found]
    return list(dict.fromkeys(places))


def _hosts(host: object, unnamed: dict[int, str]) -> Iterable:
    """Return pairs of family and address, if the host is this machine."""
    if not host or host == "localhost":
        return (LOOPBACK if host else unnamed).items()
    if not isinstance(host, str):
        return []
    family = _family(host)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return []
    if address.is_unspecified:
        return [(family, unnamed[family])]
    return [(family, host)] if address.is_loopback else []


def _is_taken(place: tuple[int, str, int]) -> bool:
    """Say whether something listens for real, such as another program."""
    family, host, port = place
    if IN_BROWSER or not 0 < port <= LAST_PORT:
        return False
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        # A port of the system. Nothing of the program's own can listen there.
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            return probe.connect_ex((host, port)) == 0
    except OSError as error:
        return error.errno == errno.EADDRINUSE
    return False


def _bind(network: Network, places: list, *, share: bool) -> list[Socket]:
    """Return sockets with these addresses; raises as asyncio does."""
    bound = []
    for family, host, port in places:
        try:
            bound.append(network.bind(family, host, port, share=share))
        except OSError as error:
            for each in bound:
                each.close()
            # Each in the words of its version of asyncio.
            why = str(error) if sys.version_info >= (3, 13) else error.strerror
            raise _error(
                "EADDRINUSE",
                "error while attempting to bind on address "
                f"{_full((host, port))!r}: {why.lower()}",
            ) from None
    return bound


def _bind_path(network: Network, path: str | bytes) -> Socket:
    """Return a Unix socket with a path, as asyncio does: a socket that an
    earlier server left there is removed.
    """
    if not _is_abstract(path):
        try:
            if stat.S_ISSOCK(os.stat(path).st_mode):
                os.remove(path)
        except OSError:
            pass  # binding it will say what is wrong
    try:
        return network.bind_path(path)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        message = f"Address {path!r} is already in use"
        raise _error("EADDRINUSE", message) from None


def _is_abstract(path: str | bytes) -> bool:
    return path[:1] in {"\0", b"\0"}


def _place(path: str | bytes) -> object:
    """Return what identifies a Unix socket, under each of its names."""
    if _is_abstract(path):
        return "", os.fsencode(path)
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _family(host: str) -> int:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _full(place: tuple) -> tuple:
    """Return host and port as the system writes an address."""
    host, port = place[:2]
    return (host, port, 0, 0) if ":" in host else (host, port)


def _check(port: int, doing: str) -> None:
    if not 0 <= port <= LAST_PORT:
        raise OverflowError(f"{doing}(): port must be 0-{LAST_PORT}.")


def _error(name: str, message: str = "") -> OSError:
    number, text = ERRORS[name]
    error = OSError(getattr(errno, name), message or text)
    if IN_BROWSER:
        error.errno = number
    return error
