"""Pictures about making and moving things: weaving, paths, chain, harbour."""

from .canvas import (
    AMBER,
    BLUSH,
    CARD,
    DEEP,
    INK,
    LIGHT,
    LINE,
    MIST,
    PALE,
    PAPER,
    SAND,
    SOFT,
    TEAL,
    WARM,
    Canvas,
    bezier,
    wave,
)

WARP = (TEAL, TEAL, PALE, DEEP, TEAL, AMBER, TEAL, DEEP, PALE, TEAL, TEAL)
WEFT = (WARM, SAND, WARM, AMBER, WARM, BLUSH)


def weaving():
    """A cloth, thread over thread; two threads on the right are still loose."""
    canvas = Canvas(MIST)
    for column, colour in enumerate(WARP):
        band(canvas, 60 + column * 137, 0, 104, 900, colour)
    for row, colour in enumerate(WEFT):
        loose = 120 if row in (1, 4) else 0
        band(canvas, -60, 36 + row * 144, 1660 - loose, 104, colour, loose)
    for column, colour in enumerate(WARP):
        for row in range(len(WEFT)):
            if (column + row) % 2 == 0:
                left, top = 60 + column * 137, 36 + row * 144
                canvas.box(left, top - 12, 104, 128, colour)
                canvas.box(left, top - 12, 104, 12, INK, 0.12)
                canvas.box(left, top + 104, 104, 12, INK, 0.12)
                strands(canvas, left, top - 12, 104, 128)
    return canvas


def band(canvas, x, y, width, height, colour, end=0):
    """One thread, made of finer strands."""
    canvas.box(x, y, width, height, colour, 1, 26 if end else 0)
    strands(canvas, x, y, width, height)


def strands(canvas, x, y, width, height):
    for offset in (26, 52, 78):
        if height > 110:
            canvas.box(x + offset, y, 2, height, PAPER, 0.28)
        else:
            canvas.box(x, y + offset, width, 2, PAPER, 0.28)


def paths():
    """Five ways that begin far apart and come together."""
    canvas = Canvas()
    canvas.fade(PAPER, MIST)
    for radius in range(120, 1500, 90):
        canvas.ring(1330, 400, radius, LINE, 2)
    starts = ((90, PALE), (270, WARM), (450, TEAL), (640, AMBER), (820, DEEP))
    for place, (height, colour) in enumerate(starts):
        way = bezier((-40, height), (480, height - 40), (760, 400 + 46 * (place - 2)), (1330, 400 + 24 * (place - 2)))
        canvas.line(way, PAPER, 44)
        canvas.line(way, colour, 28)
        for stop in (12, 27, 42):
            canvas.disc(*way[stop + place * 2], 22, PAPER)
            canvas.disc(*way[stop + place * 2], 12, colour)
    canvas.disc(1330, 400, 96, PAPER)
    canvas.ring(1330, 400, 96, INK, 14)
    canvas.disc(1330, 400, 46, WARM)
    return canvas


NODES = (
    (150, 470, 70),
    (430, 250, 52),
    (450, 660, 84),
    (760, 440, 118),
    (1060, 210, 60),
    (1090, 680, 74),
    (1400, 430, 92),
    (700, 780, 34),
    (820, 130, 38),
    (1390, 150, 30),
    (220, 770, 30),
)
LINKS = (
    (0, 1),
    (0, 2),
    (1, 3),
    (2, 3),
    (3, 4),
    (3, 5),
    (4, 6),
    (5, 6),
    (2, 7),
    (7, 5),
    (1, 8),
    (8, 4),
    (4, 9),
    (10, 2),
)


def chain():
    """Who supplies whom: known links are drawn, one link is not known yet."""
    canvas = Canvas(DEEP)
    for height in range(45, 900, 45):
        canvas.box(0, height, 1600, 2, TEAL, 0.45)
    for start, end in LINKS:
        first, last = NODES[start], NODES[end]
        if (start, end) == (10, 2):
            dots(canvas, first, last)
        else:
            canvas.line([first[:2], last[:2]], LIGHT if start % 2 else AMBER, 7)
    for place, (x, y, radius) in enumerate(NODES):
        canvas.disc(x, y, radius + 14, DEEP)
        node(canvas, x, y, radius, place)
    return canvas


def dots(canvas, first, last):
    for step in range(1, 9):
        x, y = (first[axis] + (last[axis] - first[axis]) * step / 9 for axis in (0, 1))
        canvas.disc(x, y, 6, SAND)


def node(canvas, x, y, radius, place):
    if place == 10:
        canvas.ring(x, y, radius, SAND, 6)
        return
    canvas.disc(x, y, radius, (PAPER, AMBER, LIGHT, PAPER, WARM)[place % 5])
    if radius > 60:
        canvas.slice(x, y, radius - 16, -90, 30 + 40 * place, (TEAL, WARM, DEEP, TEAL, PAPER)[place % 5])
        canvas.disc(x, y, radius * 0.42, (PAPER, AMBER, LIGHT, PAPER, WARM)[place % 5])


STACKS = (
    (TEAL, WARM, PALE),
    (DEEP, AMBER),
    (WARM, TEAL, SAND, DEEP),
    (PALE, DEEP, TEAL),
    (AMBER, TEAL),
    (TEAL, PALE, WARM),
)


def harbour():
    """Containers on a quay under two cranes, with water in front."""
    canvas = Canvas()
    canvas.fade(BLUSH, PAPER, 640)
    canvas.disc(1240, 250, 120, AMBER, 0.9)
    crane(canvas, 250, SOFT)
    crane(canvas, 930, TEAL)
    for place, stack in enumerate(STACKS):
        for level, colour in enumerate(stack):
            container(canvas, 120 + place * 232, 566 - level * 84, colour)
    canvas.box(0, 650, 1600, 34, INK)
    canvas.box(0, 684, 1600, 216, DEEP)
    for row in range(5):
        crest = wave(722 + row * 40, 7, 260, row * 97)
        canvas.line(crest, (TEAL, PALE)[row % 2], 5)
    return canvas


def container(canvas, x, y, colour):
    canvas.box(x, y, 222, 80, colour, 1, 4)
    for rib in range(1, 9):
        canvas.box(x + rib * 24.6 - 2, y + 10, 4, 60, INK, 0.16)


def crane(canvas, x, colour):
    """A gantry with its arm over the water and a hook on a cable."""
    canvas.box(x, 150, 22, 500, colour)
    canvas.box(x + 190, 150, 22, 500, colour)
    canvas.box(x - 150, 150, 560, 24, colour)
    canvas.line([(x + 106, 70), (x - 140, 156)], colour, 8)
    canvas.line([(x + 106, 70), (x + 400, 156)], colour, 8)
    canvas.line([(x + 11, 330), (x + 201, 500)], colour, 8)
    canvas.line([(x + 201, 330), (x + 11, 500)], colour, 8)
    canvas.line([(x + 330, 174), (x + 330, 268)], colour, 4)
    canvas.box(x + 300, 268, 60, 22, CARD, 1, 4)
    canvas.frame(x + 300, 268, 60, 22, colour, 4, 4)
    canvas.box(x + 86, 60, 40, 90, colour)


PICTURES = {"weaving": weaving, "paths": paths, "chain": chain, "harbour": harbour}
