"""Asks one address again and again, over a few connections that stay open, and counts the answers."""

import socket
import threading
import time
from dataclasses import dataclass

TIMEOUT = 120


@dataclass(frozen=True)
class Answered:
    rate: float
    """Answers per second."""
    cost: float
    """Seconds of processor that the server took for each; what else the machine does hardly touches that."""


@dataclass(frozen=True)
class Load:
    """`connections` keep asking for `seconds`; every answer must be a 200."""

    connections: int
    seconds: float

    def ask(self, server, address):
        """What came of it: an Answered."""
        counts, errors = [], []
        until = time.perf_counter() + self.seconds

        def ask():
            try:
                counts.append(_ask_until(until, server.port, address))
            except Exception as error:
                errors.append(error)

        start, processor = time.perf_counter(), server.processor_seconds()
        threads = [threading.Thread(target=ask) for _number in range(self.connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]
        number = sum(counts)
        return Answered(
            rate=number / (time.perf_counter() - start), cost=(server.processor_seconds() - processor) / number
        )


def _ask_until(until, port, address):
    question = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n".encode()
    asked = 0
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while asked == 0 or time.perf_counter() < until:
            connection.sendall(question)
            _read(connection, address)
            asked += 1
    return asked


def _read(connection, address):
    """One whole answer; a plain reader of our own, for a costly one would slow the constant answer down most."""
    head, _end, body = b"", b"", b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65_536)
        if not part:
            raise ConnectionError(f"{address}: the server closed the connection.")
        head += part
    head, _end, body = head.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        raise ValueError(f"{address}: {head.splitlines()[0].decode()}")
    left = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]) - len(body)
    while left > 0:
        left -= len(connection.recv(65_536))
