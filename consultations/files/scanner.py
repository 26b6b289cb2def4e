"""A client of ClamAV's daemon, for the one command that we need: INSTREAM (see clamd(8)).

The file goes over the connection; the daemon needs no right to read ours.
"""

import socket
import time

from django.conf import settings

CHUNK = 64 * 1024
LONGEST_ANSWER = 1000


class ScannerAway(Exception):
    """The scanner cannot be reached, is too slow, or gives no clear answer about this file."""


def is_clean(file, seconds=15):
    """Whether the scanner finds nothing in that file (open, binary, seekable). Raises ScannerAway."""
    deadline = time.monotonic() + seconds
    file.seek(0)
    try:
        with _connected(deadline) as connection:
            answer = _ask(connection, file, deadline)
    except OSError as error:
        raise ScannerAway(str(error)) from error
    if answer.endswith("FOUND"):
        return False
    if answer == "stream: OK":
        return True
    raise ScannerAway(answer or "no answer")


def _connected(deadline):
    if settings.CLAMD.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(_left(deadline))
        try:
            connection.connect(settings.CLAMD)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = settings.CLAMD.rpartition(":")
    if not port.isdecimal():
        raise ScannerAway("CLAMD is neither host:port nor the path of a socket.")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=min(3, _left(deadline)))


def _ask(connection, file, deadline):
    try:
        connection.sendall(b"zINSTREAM\0")
        while piece := file.read(CHUNK):
            connection.settimeout(_left(deadline))
            connection.sendall(len(piece).to_bytes(4, "big") + piece)
        connection.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it had enough, and said why
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        connection.settimeout(_left(deadline))
        piece = connection.recv(CHUNK)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode(errors="replace") if answer.endswith((b"\0", b"\n")) else ""


def _left(deadline):
    left = deadline - time.monotonic()
    if left <= 0:
        raise ScannerAway("too slow")
    return left
