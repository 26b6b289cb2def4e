"""A virus scanner on this machine that knows one virus, and the ways in which one fails."""

import socket
from contextlib import contextmanager, suppress
from threading import Thread

from .documents import EICAR


@contextmanager
def daemon(answer):
    """A daemon that calls `answer(connection)` for each visitor; gives its host:port, and the connections it got."""
    visits = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                visits.append(connection)
                with connection:
                    answer(connection)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}", visits
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def stream(connection):
    """What a client sends with INSTREAM."""
    reader = connection.makefile("rb")
    assert reader.read(10) == b"zINSTREAM\0"
    content = b""
    while length := int.from_bytes(reader.read(4), "big"):
        content += reader.read(length)
    return content


def honest(connection):
    """Finds EICAR."""
    found = EICAR in stream(connection)
    connection.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


def slow(connection):
    """Takes everything in and says nothing."""
    stream(connection)
    connection.settimeout(5)
    with suppress(OSError):
        connection.recv(1)


def dying(connection):
    """Ends in the middle of the first file."""
    connection.recv(100)


def mumbling(connection):
    """Ends in the middle of its answer, which would have been a good one."""
    stream(connection)
    connection.sendall(b"stream: OK")


def full(connection):
    """Takes no file of this size."""
    connection.recv(100)
    connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")


def babbling(connection):
    """Talks without end."""
    stream(connection)
    with suppress(OSError):
        while True:
            connection.sendall(b"stream: OK" * 1000)
