"""A sheet of paper with a few geometric tools, in final pixels; edges are smoothed when it is exported."""

import math
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw

SCALE = 2
"""Everything is drawn this many times larger than it is shown."""

PAPER, MIST, CARD, INK, SOFT = "#fbfaf7", "#f1f3ed", "#ffffff", "#17262b", "#51626a"
LINE, TEAL, DEEP, PALE, TINT = "#d9dcd6", "#0b5157", "#0b3f45", "#8fb8b7", "#dfebe8"
WARM, AMBER, SAND, BLUSH = "#9a4b12", "#f0b27a", "#f6dcc0", "#f9ecde"
MOSS, LIGHT = "#1f6b3a", "#7fd0cf"


class Canvas:
    """A picture being drawn; opacity runs from 0 to 1, angles are degrees clockwise from three o'clock."""

    def __init__(self, background=PAPER, width=1600, height=900):
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), background)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def box(self, x, y, width, height, colour, opacity=1, radius=0):
        corners = scaled([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle(corners, radius * SCALE, fill=ink(colour, opacity))

    def frame(self, x, y, width, height, colour, thickness=4, radius=0):
        corners = scaled([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle(corners, radius * SCALE, outline=ink(colour), width=round(thickness * SCALE))

    def disc(self, x, y, radius, colour, opacity=1):
        self.pen.ellipse(around(x, y, radius), fill=ink(colour, opacity))

    def ring(self, x, y, radius, colour, thickness=6):
        self.pen.ellipse(around(x, y, radius), outline=ink(colour), width=round(thickness * SCALE))

    def slice(self, x, y, radius, start, end, colour, opacity=1):
        self.pen.pieslice(around(x, y, radius), start, end, fill=ink(colour, opacity))

    def arc(self, x, y, radius, start, end, colour, thickness=6):
        self.pen.arc(around(x, y, radius), start, end, fill=ink(colour), width=round(thickness * SCALE))

    def shape(self, points, colour, opacity=1):
        self.pen.polygon(scaled(points), fill=ink(colour, opacity))

    def line(self, points, colour, thickness=6):
        """An opaque line with round joints and ends."""
        self.pen.line(scaled(points), fill=ink(colour), width=round(thickness * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, thickness / 2, colour)

    def fade(self, top, bottom, height=None):
        """A background that runs from one colour into another."""
        height = (height or self.height) * SCALE
        ramp = Image.linear_gradient("L").resize((self.image.width, height))
        blend = Image.composite(Image.new("RGB", ramp.size, bottom), Image.new("RGB", ramp.size, top), ramp)
        self.image.paste(blend, (0, 0))

    def fill(self, mask, colour):
        self.image.paste(Image.new("RGB", self.image.size, colour), mask=mask)

    def hatch(self, mask, colour, gap=18, thickness=5):
        """Diagonal stripes inside a mask."""
        stripes = Image.new("L", self.image.size)
        pen = ImageDraw.Draw(stripes)
        tall = self.image.height
        for start in range(-tall, self.image.width, gap * SCALE):
            pen.line([(start, tall), (start + tall, 0)], fill=255, width=thickness * SCALE)
        self.fill(ImageChops.multiply(mask, stripes), colour)

    def disc_mask(self, x, y, radius):
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).ellipse(around(x, y, radius), fill=255)
        return mask

    def shape_mask(self, points):
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon(scaled(points), fill=255)
        return mask

    def png(self):
        buffer = BytesIO()
        self.image.resize((self.width, self.height), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()


def ink(colour, opacity=1):
    return (*ImageColor.getrgb(colour), round(255 * opacity))


def scaled(points):
    return [(x * SCALE, y * SCALE) for x, y in points]


def around(x, y, radius):
    return scaled([(x - radius, y - radius), (x + radius, y + radius)])


def polar(x, y, radius, angle):
    """The point at that distance and angle."""
    return x + radius * math.cos(math.radians(angle)), y + radius * math.sin(math.radians(angle))


def bezier(start, first, second, end, steps=80):
    """The points of a cubic curve."""
    curve = []
    for step in range(steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        corners = (start, first, second, end)
        curve.append(tuple(sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1)))
    return curve


def wave(height, swing, length, shift=0, width=1600, step=8):
    """The points of a slow wave across the sheet."""
    return [(x, height + swing * math.sin((x + shift) / length * math.tau)) for x in range(0, width + step, step)]


def below(points, bottom=900):
    """The area under a line of points, as a shape."""
    return [*points, (points[-1][0], bottom), (points[0][0], bottom)]
