"""The content of one part of a ZIP file, to its real end, in pieces: its directory may lie about the size."""

import zipfile
import zlib

CHUNK = 64 * 1024
LOCAL_HEADER = b"PK\x03\x04"


class Damaged(Exception):
    """The part is not what the directory says, or is packed in a way that no office program uses."""


def pieces(file, info):
    """The content of the part that `info` (a ZipInfo) tells of, in pieces of at most 64 KiB. Raises Damaged."""
    file.seek(info.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(LOCAL_HEADER):
        raise Damaged
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if info.compress_type == zipfile.ZIP_STORED:
        yield from _packed(file, info.compress_size)
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(_packed(file, info.compress_size))
    else:
        raise Damaged


def _packed(file, left):
    while left > 0:
        piece = file.read(min(CHUNK, left))
        if not piece:
            raise Damaged
        left -= len(piece)
        yield piece


def _inflated(packed):
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in packed:
            while piece:
                yield unpacker.decompress(piece, CHUNK)
                piece = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error:
        raise Damaged from None
    if not unpacker.eof:
        raise Damaged
