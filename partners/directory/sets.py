"""Sets of rows as one large number, with a bit per row: to narrow and to count thousands takes microseconds."""


def bits_of(rows, size):
    """The set of these rows, of a table with `size` of them."""
    flags = bytearray(size // 8 + 1)
    for row in rows:
        flags[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(flags, "little")


def rows_of(bits):
    """The rows in this set, in their order."""
    return [row for row, flag in enumerate(reversed(f"{bits:b}")) if flag == "1"]


def every(size):
    """The set of all rows."""
    return (1 << size) - 1
