"""Two-tone marks for invented organisations and funders."""

from functools import partial

from .canvas import AMBER, CARD, DEEP, INK, LIGHT, MOSS, PALE, PAPER, SAND, SOFT, TEAL, TINT, WARM, Canvas, polar


def blank(background):
    return Canvas(background, 400, 400)


def textile():
    canvas = blank(TEAL)
    for row in range(3):
        for column in range(3):
            across = (row + column) % 2
            canvas.box(74 + column * 88, 74 + row * 88, 76, 76, SAND if across else PAPER, 1, 10)
            for stripe in (22, 46):
                left, top = 74 + column * 88, 74 + row * 88
                size = (76, 8) if across else (8, 76)
                canvas.box(left + (0 if across else stripe), top + (stripe if across else 0), *size, TEAL)
    return canvas


def construction():
    canvas = blank(SAND)
    for x, y in ((60, 250), (206, 250), (133, 162), (206, 74)):
        canvas.box(x, y, 134, 76, WARM, 1, 6)
    return canvas


def diamond():
    canvas = blank(INK)
    canvas.shape([(110, 100), (290, 100), (350, 170), (200, 330), (50, 170)], PAPER)
    canvas.shape([(110, 100), (150, 170), (200, 100)], PALE)
    canvas.shape([(290, 100), (250, 170), (200, 100)], PALE)
    canvas.shape([(150, 170), (250, 170), (200, 330)], PALE)
    return canvas


def foundry():
    canvas = blank(WARM)
    canvas.slice(200, 148, 62, 180, 360, PAPER)
    canvas.box(76, 148, 248, 34, PAPER, 1, 8)
    canvas.shape([(96, 194), (304, 194), (262, 268), (138, 268)], PAPER)
    canvas.box(112, 292, 176, 40, PAPER, 1, 8)
    return canvas


def retail():
    canvas = blank(PAPER)
    for stripe in range(5):
        x = 60 + stripe * 56
        colour = WARM if stripe % 2 == 0 else SAND
        canvas.box(x, 90, 56.5, 120, colour)
        canvas.slice(x + 28, 209, 28, 0, 180, colour)
    canvas.box(84, 250, 232, 76, WARM)
    canvas.box(172, 262, 56, 64, PAPER)
    return canvas


def chocolate():
    canvas = blank("#5a2d0c")
    for row in range(3):
        for column in range(3):
            lifted = (row, column) == (0, 2)
            x, y = 76 + column * 86 + (14 if lifted else 0), 76 + row * 86 - (14 if lifted else 0)
            canvas.box(x, y, 74, 74, AMBER if lifted else SAND, 1, 10)
    return canvas


def grid():
    canvas = blank(DEEP)
    for spot in (0, 120, 240):
        canvas.line([(200, 200), polar(200, 200, 130, spot - 90)], LIGHT, 16)
        canvas.disc(*polar(200, 200, 130, spot - 90), 40, LIGHT)
    canvas.disc(200, 200, 56, LIGHT)
    canvas.disc(200, 200, 26, DEEP)
    return canvas


def pharma():
    canvas = blank(TINT)
    canvas.shape([polar(200, 200, 145, turn) for turn in range(30, 390, 60)], TEAL)
    canvas.box(176, 120, 48, 160, TINT, 1, 24)
    canvas.box(120, 176, 160, 48, TINT, 1, 24)
    return canvas


def logistics():
    canvas = blank(AMBER)
    for x in (70, 160, 250):
        canvas.shape([(x, 110), (x + 44, 110), (x + 106, 200), (x + 44, 290), (x, 290), (x + 62, 200)], INK)
    return canvas


def bank():
    canvas = blank(SOFT)
    canvas.shape([(60, 150), (200, 70), (340, 150)], PAPER)
    for x in (84, 154, 224, 294):
        canvas.box(x - 4, 170, 34, 110, PAPER)
    canvas.box(60, 296, 280, 32, PAPER)
    return canvas


def wind():
    canvas = blank(TINT)
    for turn in (-90, 30, 150):
        tip, side = polar(200, 200, 150, turn), polar(200, 200, 74, turn + 36)
        canvas.shape([(200, 200), side, tip], MOSS)
    canvas.disc(200, 200, 24, MOSS)
    canvas.disc(200, 200, 10, TINT)
    return canvas


def borders():
    canvas = blank(PAPER)
    canvas.arc(200, 200, 140, 40, 320, WARM, 36)
    canvas.arc(200, 200, 82, -140, 140, TEAL, 36)
    return canvas


def university():
    canvas = blank(TEAL)
    canvas.shape([(190, 130), (190, 310), (70, 270), (70, 90)], PAPER)
    canvas.shape([(210, 130), (210, 310), (330, 270), (330, 90)], PAPER)
    canvas.disc(200, 84, 26, AMBER)
    return canvas


def town():
    canvas = blank(WARM)
    for x, height in ((64, 150), (160, 230), (256, 180)):
        canvas.box(x, 330 - height, 80, height, PAPER)
        canvas.box(x + 14, 312 - height, 52, 20, PAPER)
        canvas.box(x + 28, 294 - height, 24, 20, PAPER)
        canvas.box(x + 28, 280, 24, 50, WARM)
    return canvas


def procurement():
    canvas = blank(DEEP)
    canvas.box(106, 66, 188, 268, PAPER, 1, 12)
    canvas.line([(146, 152), (172, 178), (222, 122)], WARM, 18)
    for y in (222, 262):
        canvas.box(142, y, 116, 16, PALE, 1, 8)
    return canvas


def fund(background, first, second):
    """A funder's mark: a coin that rises over another."""
    canvas = blank(background)
    canvas.disc(160, 236, 104, first)
    canvas.disc(244, 160, 104, background)
    canvas.disc(244, 160, 90, second)
    return canvas


PICTURES = {
    "logo-textile": textile,
    "logo-construction": construction,
    "logo-diamond": diamond,
    "logo-foundry": foundry,
    "logo-retail": retail,
    "logo-chocolate": chocolate,
    "logo-grid": grid,
    "logo-pharma": pharma,
    "logo-logistics": logistics,
    "logo-bank": bank,
    "logo-wind": wind,
    "logo-borders": borders,
    "logo-university": university,
    "logo-town": town,
    "logo-procurement": procurement,
    "funder-foundation": partial(fund, CARD, TEAL, AMBER),
    "funder-programme": partial(fund, CARD, WARM, PALE),
}
