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
    return Box(*bounds(m, x0, y0, x1, y1))


def bounds(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """The sides of `box`: left, top, right, bottom."""
    a, b, c, d, e, f = m
    if b == 0 == c:
        left, right, top, bottom = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        if left > right:
            left, right = right, left
        return (left, top, right, bottom) if top <= bottom else (left, bottom, right, top)
    corners = [point(m, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


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
