"""Pictures about agreeing and keeping account: rings, table, ledger, scales, steps."""

from PIL import ImageChops

from .canvas import (
    AMBER,
    BLUSH,
    CARD,
    DEEP,
    INK,
    LINE,
    MIST,
    PALE,
    PAPER,
    SAND,
    SOFT,
    TEAL,
    TINT,
    WARM,
    Canvas,
    polar,
)


def rings():
    """Five rings in a row; where two overlap, something shared appears."""
    canvas = Canvas()
    canvas.fade(TINT, PAPER, 620)
    centres = [(240 + 280 * place, 450 + (-38 if place % 2 else 38)) for place in range(5)]
    masks = [canvas.disc_mask(x, y, 212) for x, y in centres]
    for place, (x, y) in enumerate(centres):
        canvas.disc(x, y, 212, BLUSH if place % 2 else CARD, 0.75)
    for place in range(4):
        lens = ImageChops.multiply(masks[place], masks[place + 1])
        canvas.fill(lens, (TEAL, AMBER, PALE, WARM)[place])
        if place == 2:
            canvas.hatch(lens, TEAL)
    for place, (x, y) in enumerate(centres):
        canvas.ring(x, y, 216, WARM if place % 2 else TEAL, 11)
    return canvas


def table():
    """A round table from above, with people of every size around it."""
    canvas = Canvas(TINT)
    canvas.disc(800, 450, 640, PAPER, 0.55)
    canvas.disc(800, 450, 500, PAPER, 0.7)
    colours = (TEAL, WARM, PALE, DEEP, AMBER, TEAL, SOFT, WARM, DEEP, AMBER, PALE)
    for place, colour in enumerate(colours):
        person(canvas, 360 / len(colours) * place - 90, colour)
    canvas.disc(808, 462, 262, INK, 0.08)
    canvas.disc(800, 450, 262, CARD)
    canvas.ring(800, 450, 262, DEEP, 8)
    for place in range(11):
        sheet(canvas, 360 / 11 * place - 90)
    canvas.ring(772, 450, 48, TEAL, 9)
    canvas.ring(828, 450, 48, WARM, 9)
    return canvas


def person(canvas, angle, colour):
    """Shoulders and head of somebody who faces the table."""
    x, y = polar(800, 450, 352, angle)
    canvas.slice(x, y, 76, angle - 90, angle + 90, colour)
    canvas.disc(*polar(800, 450, 350, angle), 40, SAND)
    canvas.ring(*polar(800, 450, 350, angle), 40, colour, 9)


def sheet(canvas, angle):
    """A paper in front of somebody."""
    corners = [polar(*polar(800, 450, 196, angle), 42, angle + turn) for turn in (35, 145, 215, 325)]
    canvas.shape(corners, MIST)
    canvas.line([*corners, corners[0]], LINE, 3)


def ledger():
    """An open register: on both pages the same lines, each with its mark."""
    canvas = Canvas(DEEP)
    canvas.box(166, 116, 1284, 704, INK, 0.35, 22)
    canvas.box(150, 96, 1300, 704, SAND, 1, 22)
    for left in (170, 806):
        canvas.box(left, 80, 624, 696, PAPER, 1, 10)
    canvas.box(782, 80, 18, 696, INK, 0.06)
    canvas.box(800, 80, 18, 696, INK, 0.10)
    canvas.box(1250, 60, 56, 236, WARM)
    canvas.shape([(1250, 296), (1306, 296), (1306, 330), (1278, 304), (1250, 330)], WARM)
    for row, lengths in enumerate(((330, 250), (270, 320), (380, 290), (220, 240), (340, 380), (290, 200))):
        for left, length in zip((220, 856), lengths, strict=True):
            entry(canvas, left, 176 + row * 98, length, row)
    return canvas


def entry(canvas, left, top, length, row):
    """One line of the register: mark, words, rule."""
    mark(canvas, left + 22, top, row)
    thick = (TEAL, INK, SOFT)[row % 3]
    shown = min(length, 320) if left > 800 and row < 2 else length
    canvas.box(left + 72, top - 17, shown, 14, thick, 0.9, 7)
    canvas.box(left + 72, top + 9, shown * 0.6, 10, LINE, 1, 5)
    canvas.box(left, top + 44, 524, 3, LINE)


def mark(canvas, x, y, row):
    """Completed, in progress, ring, stopped, in turn: a shape beside the words."""
    if row in (0, 4):
        canvas.disc(x, y, 22, "#1f6b3a")
        canvas.line([(x - 9, y + 1), (x - 2, y + 8), (x + 10, y - 7)], CARD, 5)
    elif row in (1, 5):
        canvas.ring(x, y, 22, TEAL, 5)
        canvas.slice(x, y, 20, -90, 90, TEAL)
    elif row == 2:
        canvas.ring(x, y, 22, SOFT, 5)
    else:
        canvas.box(x - 19, y - 19, 38, 38, WARM, 1, 4)


def scales():
    """A balance: on one side price, on the other the people who made the thing."""
    canvas = Canvas(BLUSH)
    canvas.disc(800, 470, 390, PAPER)
    canvas.ring(800, 470, 390, SAND, 6)
    canvas.box(0, 770, 1600, 130, DEEP)
    canvas.shape([(776, 230), (824, 230), (836, 730), (764, 730)], TEAL)
    canvas.box(640, 728, 320, 42, TEAL, 1, 14)
    left, right = (420, 262), (1180, 198)
    canvas.line([left, (800, 230), right], INK, 16)
    canvas.disc(800, 230, 36, WARM)
    canvas.disc(800, 230, 14, BLUSH)
    pan(canvas, *left)
    pan(canvas, *right)
    coins(canvas, left[0], left[1] + 288)
    makers(canvas, right[0], right[1] + 288)
    return canvas


def pan(canvas, x, y):
    canvas.line([(x, y), (x - 150, y + 290)], SOFT, 5)
    canvas.line([(x, y), (x + 150, y + 290)], SOFT, 5)
    canvas.slice(x, y + 288, 176, 0, 180, TEAL)
    canvas.disc(x, y, 16, WARM)


def coins(canvas, x, y):
    for column, height in ((-84, 3), (0, 6), (84, 4)):
        for level in range(height):
            colour = AMBER if level % 2 else WARM
            canvas.box(x + column - 38, y - 22 * (level + 1), 76, 18, colour, 1, 9)


def makers(canvas, x, y):
    for column, size, colour in ((-80, 48, PALE), (84, 44, AMBER), (0, 62, DEEP)):
        canvas.slice(x + column, y, size, 180, 360, colour)
        canvas.disc(x + column, y - size - 22, size * 0.46, colour)


def steps():
    """A stair of milestones; the last one is still an outline."""
    canvas = Canvas()
    canvas.fade(PAPER, TINT)
    tops = [720, 620, 520, 400, 290, 180]
    colours = (PALE, TEAL, PALE, TEAL, DEEP)
    for place, (top, colour) in enumerate(zip(tops, colours, strict=False)):
        canvas.box(120 + place * 230, top, 226, 900 - top, colour, 1)
    last = [(1270, 180), (1496, 180), (1496, 900), (1270, 900)]
    canvas.shape(last, PAPER)
    canvas.hatch(canvas.shape_mask(last), PALE, 22, 4)
    canvas.line([last[3], last[0], last[1], last[2]], TEAL, 7)
    for place, top in enumerate(tops[:4]):
        canvas.disc(233 + place * 230, top - 46, 32, WARM)
    canvas.ring(233 + 4 * 230, tops[4] - 46, 30, WARM, 9)
    canvas.slice(233 + 4 * 230, tops[4] - 46, 30, 90, 270, WARM)
    canvas.ring(1383, tops[5] - 46, 30, WARM, 9)
    return canvas


PICTURES = {"rings": rings, "table": table, "ledger": ledger, "scales": scales, "steps": steps}
