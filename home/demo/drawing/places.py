"""Pictures of places: skyline, bridge, fields, square, hills with turbines."""

import math

from .canvas import (
    AMBER,
    BLUSH,
    CARD,
    DEEP,
    INK,
    LINE,
    MOSS,
    PALE,
    PAPER,
    SAND,
    SOFT,
    TEAL,
    TINT,
    WARM,
    Canvas,
    below,
    polar,
    wave,
)

GABLES = (
    (60, 150, 330, TEAL),
    (216, 120, 250, WARM),
    (342, 170, 380, DEEP),
    (518, 130, 290, AMBER),
    (1010, 140, 310, WARM),
    (1156, 170, 400, TEAL),
    (1332, 110, 240, AMBER),
    (1448, 150, 340, DEEP),
)


def skyline():
    """A town with stepped gables around its belfry, at the end of the day."""
    canvas = Canvas()
    canvas.fade(TINT, BLUSH, 760)
    canvas.disc(560, 330, 190, AMBER, 0.55)
    canvas.shape(below(wave(560, 70, 1300, 350)), PALE, 0.45)
    canvas.shape(below(wave(620, 50, 900, 60)), PALE, 0.6)
    belfry(canvas)
    for left, width, height, colour in GABLES:
        gable(canvas, left, 800 - height, width, height, colour)
    canvas.box(0, 800, 1600, 100, INK)
    canvas.box(0, 800, 1600, 12, WARM)
    for x in (30, 660, 980, 1590):
        tree(canvas, x, 800)
    return canvas


def gable(canvas, x, y, width, height, colour):
    """A house with a stepped gable and rows of windows."""
    canvas.box(x, y, width, height, colour)
    for level in range(1, 4):
        inset = width * level / 7.5
        canvas.box(x + inset, y - 26 * level, width - 2 * inset, 27, colour)
    columns = 3 if width > 130 else 2
    gap = width / (columns + 0.35)
    for row in range(int((height - 90) // 78)):
        for column in range(columns):
            canvas.box(x + gap * (column + 0.42), y + 26 + row * 78, gap * 0.5, 44, PAPER, 0.85, 3)
    canvas.box(x + width / 2 - 18, 740, 36, 60, PAPER, 0.9, 6)


def belfry(canvas):
    canvas.box(744, 250, 152, 550, SOFT)
    canvas.box(724, 240, 192, 26, INK)
    canvas.box(768, 150, 104, 92, SOFT)
    canvas.shape([(760, 152), (880, 152), (820, 20)], INK)
    canvas.disc(820, 330, 46, PAPER)
    canvas.line([(820, 330), (820, 302)], INK, 6)
    canvas.line([(820, 330), (842, 340)], WARM, 6)
    for row in range(3):
        for column in (776, 838):
            canvas.box(column, 420 + row * 100, 28, 62, INK, 0.55, 14)


def tree(canvas, x, ground):
    canvas.box(x - 5, ground - 76, 10, 76, INK)
    canvas.disc(x, ground - 104, 46, MOSS)
    canvas.slice(x, ground - 104, 46, 90, 270, INK, 0.14)


def bridge():
    """Three arches over quiet water, with the mirror image below."""
    canvas = Canvas()
    canvas.fade(BLUSH, PAPER, 560)
    canvas.disc(800, 300, 150, AMBER)
    canvas.shape(below(wave(450, 46, 1500, 200), 560), PALE, 0.55)
    canvas.shape(below(wave(500, 34, 1050, 620), 560), PALE)
    canvas.box(0, 560, 1600, 340, DEEP)
    canvas.slice(800, 560, 150, 0, 180, AMBER, 0.35)
    span = canvas.shape_mask(_arched())
    canvas.fill(span, TEAL)
    canvas.box(0, 318, 1600, 22, INK)
    for x in range(20, 1600, 60):
        canvas.box(x, 272, 8, 48, INK)
    canvas.box(0, 264, 1600, 10, INK)
    for x in (33, 533, 1067, 1567):
        canvas.box(x - 33, 540, 66, 40, INK, 1, 6)
    for row in range(7):
        for place in range(6):
            left = (place * 310 + row * 173) % 1700 - 100
            canvas.box(left, 610 + row * 40, 150 - row * 6, 6, (PALE, LINE, AMBER)[(row + place) % 3], 0.5, 3)
    return canvas


def _arched():
    """The outline of the bridge: a straight deck above three round arches."""
    outline = [(0, 330), (1600, 330), (1600, 560)]
    for centre in (1317, 800, 283):
        outline += [
            (x, y * 0.86 + 560 * 0.14) for x, y in (polar(centre, 560, 226, -turn) for turn in range(0, 181, 4))
        ]
    return [*outline, (0, 560)]


def fields():
    """Sown land in perspective, each field with its own furrows."""
    canvas = Canvas()
    canvas.fade(TINT, PAPER, 420)
    canvas.disc(1190, 230, 112, AMBER)
    canvas.shape(below(wave(340, 40, 1300, 100)), PALE, 0.6)
    canvas.shape(below(wave(390, 30, 900, 500)), PALE)
    edges = (-900, -250, 250, 640, 960, 1350, 1850, 2500)
    colours = ((TEAL, PALE), (SAND, WARM), (MOSS, PALE), (AMBER, WARM), (DEEP, PALE), (BLUSH, WARM), (TEAL, TINT))
    for left, right, (ground, furrow) in zip(edges, edges[1:], colours, strict=False):
        field(canvas, left, right, ground, furrow)
    canvas.box(0, 408, 1600, 10, DEEP)
    for x in (170, 250, 345, 1380, 1450):
        tree(canvas, x, 414)
    barn(canvas, 560, 414)
    return canvas


def field(canvas, left, right, ground, furrow):
    """One strip of land that narrows towards the horizon."""

    def far(x):
        return 800 + (x - 800) * 0.42

    canvas.shape([(far(left), 414), (far(right), 414), (right, 900), (left, 900)], ground)
    for step in range(1, 8):
        x = left + (right - left) * step / 8
        canvas.shape([(far(x) - 1, 414), (far(x) + 1, 414), (x + 6, 900), (x - 6, 900)], furrow, 0.75)


def barn(canvas, x, ground):
    canvas.box(x, ground - 84, 170, 84, WARM)
    canvas.shape([(x - 14, ground - 84), (x + 184, ground - 84), (x + 140, ground - 142), (x + 30, ground - 142)], INK)
    canvas.box(x + 62, ground - 56, 46, 56, SAND)


def turbines():
    """Three turbines on hills; the air is drawn as lines."""
    canvas = Canvas()
    canvas.fade(PAPER, TINT, 700)
    for row in range(5):
        canvas.line(wave(110 + row * 66, 16 + row * 3, 760, row * 210), LINE, 4)
    canvas.shape(below(wave(640, 60, 1500, 300)), PALE, 0.7)
    for x, ground, size, turn in ((330, 700, 300, 12), (860, 660, 400, 47), (1300, 700, 260, 85)):
        turbine(canvas, x, ground, size, turn)
    canvas.shape(below(wave(730, 50, 1250, 900)), TEAL)
    canvas.shape(below(wave(820, 36, 980, 300)), DEEP)
    return canvas


def turbine(canvas, x, ground, size, turn):
    hub = (x, ground - size)
    canvas.shape([(x - 7, hub[1]), (x + 7, hub[1]), (x + 15, ground + 80), (x - 15, ground + 80)], INK)
    for blade in range(3):
        angle = turn + 120 * blade - 90
        tip = polar(*hub, size * 0.52, angle)
        belly = polar(*hub, size * 0.15, angle + 14)
        canvas.shape([hub, belly, tip, polar(*hub, size * 0.1, angle - 8)], WARM)
    canvas.disc(*hub, 15, INK)
    canvas.disc(*hub, 6, CARD)


def square():
    """A market square seen from above: stalls, paving and the paths of passers-by."""
    canvas = Canvas(SAND)
    for row in range(0, 900, 60):
        for column in range(-60, 1660, 120):
            canvas.box(column + (60 if row % 120 else 0) + 2, row + 2, 116, 56, PAPER, 0.6, 4)
    for place in range(40):
        x, y = 40 + (place * 0.618034 % 1) * 1520, 30 + (place * 0.754878 % 1) * 840
        if math.dist((x, y), (810, 450)) > 150:
            canvas.disc(x + 5, y + 6, 15, INK, 0.12)
            canvas.disc(x, y, 15, (INK, WARM, TEAL, SOFT)[place * 7 % 11 % 4])
    for row in range(3):
        for column in range(5):
            if (row, column) != (1, 2):
                colour = (TEAL, WARM, DEEP, AMBER)[(row * 5 + column) % 4]
                (parasol, stall)[(row + column) % 2](canvas, 210 + column * 300, 160 + row * 290, colour)
    canvas.disc(810, 450, 112, PALE)
    canvas.ring(810, 450, 112, DEEP, 12)
    for radius in (36, 64, 88):
        canvas.ring(810, 450, radius, CARD, 4)
    canvas.disc(810, 450, 14, DEEP)
    return canvas


def parasol(canvas, x, y, colour):
    """A round stall in eight sectors, with its shadow."""
    canvas.disc(x + 10, y + 12, 92, INK, 0.12)
    for sector in range(8):
        canvas.slice(x, y, 92, 45 * sector, 45 * sector + 45, CARD if sector % 2 else colour)
    canvas.disc(x, y, 10, INK)


def stall(canvas, x, y, colour):
    """A striped awning with its shadow."""
    canvas.box(x - 90, y - 60, 200, 144, INK, 0.12)
    for stripe in range(5):
        canvas.box(x - 100 + stripe * 40, y - 72, 40, 144, CARD if stripe % 2 else colour)
    canvas.box(x - 100, y - 4, 200, 8, INK, 0.10)


PICTURES = {"skyline": skyline, "bridge": bridge, "fields": fields, "turbines": turbines, "square": square}
