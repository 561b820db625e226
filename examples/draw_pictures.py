"""Draws the pictures of the examples; run it again after a change: ``python examples/draw_pictures.py``."""  # noqa: INP001

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
SCALE = 3  # drawn larger and scaled down, for smooth edges
DPI = (200, 200)

Point = tuple[float, float]


def flusswaerme(width: int = 1180, height: int = 460) -> Image.Image:
    """A section: river, pump house, pipe, houses."""
    image = Image.new("RGB", (width * SCALE, height * SCALE), "#eef5f7")
    draw = ImageDraw.Draw(image)

    def area(points: Sequence[Point], colour: str) -> None:
        draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def stroke(points: Sequence[Point], colour: str, thickness: int) -> None:
        draw.line([(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=thickness * SCALE, joint="curve")

    area([(0, 300), (330, 300), (400, 270), (1180, 270), (1180, 460), (0, 460)], "#d8cdb8")  # ground
    surface = [(x, 305 + 5 * math.sin(x / 26)) for x in range(0, 341, 4)]
    area([*surface, (340, 330), (290, 420), (0, 420)], "#2f8fb3")  # river
    for depth, shade in ((345, "#4fa6c6"), (380, "#4fa6c6")):
        stroke([(x, depth + 5 * math.sin(x / 26)) for x in range(20, 270, 4)], shade, 4)

    stroke([(230, 350), (430, 350), (430, 285)], "#1c5f7a", 14)  # intake
    stroke([(560, 285), (560, 350), (1090, 350)], "#c8502d", 14)  # heat to the town
    area([(390, 275), (390, 165), (600, 165), (600, 275)], "#005f7f")
    area([(375, 165), (495, 105), (615, 165)], "#00495f")
    area([(415, 215), (415, 185), (465, 185), (465, 215)], "#ffd27a")
    area([(490, 215), (490, 185), (540, 185), (540, 215)], "#ffd27a")
    draw.ellipse([(470 * SCALE, 225 * SCALE), (520 * SCALE, 275 * SCALE)], outline="#8accdf", width=5 * SCALE)
    stroke([(482, 250), (508, 250)], "#8accdf", 5)
    stroke([(495, 237), (495, 263)], "#8accdf", 5)

    for left, top, wide, wall, roof in (
        (700, 160, 110, "#f4efe6", "#9c4a34"),
        (845, 110, 120, "#e7dfd0", "#7d3b2a"),
        (1000, 180, 125, "#f4efe6", "#9c4a34"),
    ):
        area([(left, 270), (left, top), (left + wide, top), (left + wide, 270)], wall)
        area([(left - 12, top), (left + wide / 2, top - 55), (left + wide + 12, top)], roof)
        for row in range(int((255 - top) // 48)):
            for column in (0.2, 0.6):
                x, y = left + wide * column, top + 18 + 48 * row
                area([(x, y), (x + 24, y), (x + 24, y + 26), (x, y + 26)], "#ffd27a")
        stroke([(left + wide / 2, 350), (left + wide / 2, 268)], "#c8502d", 9)
    image = image.crop((0, 40 * SCALE, width * SCALE, (height - 20) * SCALE))
    return image.resize((width, height - 60), Image.Resampling.LANCZOS)


def constance(width: int = 1100, height: int = 560) -> Image.Image:
    """A gaff cutter off a headland at sunrise."""
    tall = height * SCALE
    image = Image.new("RGB", (width * SCALE, tall))
    draw = ImageDraw.Draw(image)
    horizon = 0.62
    for y in range(tall):
        part = y / tall / horizon
        above = part < 1
        top, bottom = ((52, 84, 120), (250, 205, 150)) if above else ((94, 132, 150), (24, 54, 76))
        mix = part if above else (part * horizon - horizon) / (1 - horizon)
        colour = tuple(round(a + (b - a) * mix) for a, b in zip(top, bottom, strict=True))
        draw.line([(0, y), (width * SCALE, y)], fill=colour)

    def area(points: Sequence[Point], colour: str) -> None:
        draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    sea = height * horizon
    glow = Image.new("L", image.size, 0)
    ImageDraw.Draw(glow).ellipse([(690 * SCALE, (sea - 70) * SCALE), (830 * SCALE, (sea + 70) * SCALE)], fill=255)
    glow = glow.filter(ImageFilter.GaussianBlur(14 * SCALE))
    glow.paste(0, (0, round(sea * SCALE), width * SCALE, tall))
    image.paste(Image.new("RGB", image.size, "#fff1cf"), (0, 0), glow)
    draw = ImageDraw.Draw(image)
    for step in range(9):
        half, low = 70 - 5 * step, sea + 8 + 20 * step
        area([(760 - half, low), (760 + half, low), (746 + half, low + 5), (774 - half, low + 5)], "#f3d3a4")
    headland = [
        (0, sea),
        (0, sea - 130),
        (80, sea - 140),
        (170, sea - 95),
        (260, sea - 70),
        (360, sea - 22),
        (430, sea),
    ]
    area(headland, "#3b4a52")
    area([(70, sea - 138), (74, sea - 186), (88, sea - 186), (92, sea - 138)], "#e9e2d4")
    area([(70, sea - 186), (81, sea - 202), (92, sea - 186)], "#8a3324")

    area([(398, 400), (690, 392), (672, 436), (630, 448), (450, 448), (420, 436)], "#1e2a30")  # hull
    area([(400, 404), (688, 396), (686, 402), (401, 410)], "#e9e2d4")
    area([(690, 394), (780, 372), (781, 376), (690, 400)], "#4a3526")  # bowsprit
    area([(560, 396), (557, 96), (565, 96), (570, 396)], "#4a3526")  # mast
    area([(553, 180), (448, 128), (420, 388), (556, 380)], "#f6ead6")  # mainsail
    area([(553, 172), (556, 104), (462, 124)], "#ecd9b9")  # topsail
    area([(572, 190), (678, 388), (578, 380)], "#f6ead6")  # staysail
    area([(570, 140), (776, 370), (690, 384)], "#ecd9b9")  # jib
    area([(557, 98), (557, 112), (520, 104)], "#8a3324")  # pennant
    for left, right, y in ((330, 520, 462), (470, 760, 474), (380, 640, 492), (90, 260, 470), (860, 1040, 505)):
        area([(left, y), (right, y), (right - 30, y + 3), (left + 30, y + 3)], "#b9c9cf")
    return image.resize((width, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    flusswaerme().save(HERE / "stadtwerke" / "flusswaerme.png", dpi=DPI, optimize=True)
    constance().save(HERE / "harbour-museum" / "constance.jpg", dpi=DPI, quality=88)
