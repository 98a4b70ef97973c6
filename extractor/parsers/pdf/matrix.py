"""Affine maps as PDF writes them: (a, b, c, d, e, f) takes (x, y) to (ax + cy + e, bx + dy + f)."""

from __future__ import annotations

from extractor.model import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def then(first: Matrix, second: Matrix) -> Matrix:
    """The map that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def point(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def box(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The upright box around the image of a rectangle."""
    if m[1] == 0 == m[2]:
        ax, bx, ay, by = m[0] * x0 + m[4], m[0] * x1 + m[4], m[3] * y0 + m[5], m[3] * y1 + m[5]
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    corners = [point(m, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def page_matrix(left: float, bottom: float, right: float, top: float, rotation: int) -> Matrix:
    """From PDF user space (origin bottom left, the visible box given) to points from the visible page's top left.
    `rotation` in degrees clockwise, a multiple of 90, as the page's /Rotate says."""
    width, height = right - left, top - bottom
    upright: Matrix = (1.0, 0.0, 0.0, -1.0, -left, top)
    turns: dict[int, Matrix] = {
        90: (0.0, 1.0, -1.0, 0.0, height, 0.0),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, -1.0, 1.0, 0.0, 0.0, width),
    }
    turn = turns.get(rotation % 360)
    return then(upright, turn) if turn else upright
