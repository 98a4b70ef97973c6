"""PDFium's C functions as they are called once a character or an object: handles are plain addresses, results land in
buffers that are there already. A typed pointer would cost a Python object at every call, and a cast to compare it."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as c


def address(handle: Any) -> int:
    """The address that a typed handle points to."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def typed(obj: int) -> Any:
    """A page object's address as the handle that PDFium's own bindings take."""
    return ctypes.cast(obj, c.FPDF_PAGEOBJECT)


def _plain(function: Any) -> Any:
    """The same C function with every pointer as an address (None for a null pointer). It keeps the interpreter's lock:
    PDFium serves one thread at a time anyway."""
    kinds = [function.restype, *function.argtypes]
    flat = [kind if kind is None or issubclass(kind, ctypes._SimpleCData) else ctypes.c_void_p for kind in kinds]
    return ctypes.PYFUNCTYPE(*flat)(address(function))


FLOATS = (ctypes.c_float * 6)()
AT_FLOATS = ctypes.addressof(FLOATS)
"""Six floats for results: a matrix, a rectangle, or single numbers; `AT_…` are the addresses to pass."""
AT_FLOAT = tuple(AT_FLOATS + 4 * i for i in range(6))

DOUBLES = (ctypes.c_double * 2)()
AT_DOUBLE = tuple(ctypes.addressof(DOUBLES) + 8 * i for i in range(2))

INTS = (ctypes.c_uint * 4)()
AT_INT = tuple(ctypes.addressof(INTS) + 4 * i for i in range(4))


page_count_objects = _plain(c.FPDFPage_CountObjects)
page_object = _plain(c.FPDFPage_GetObject)
form_count_objects = _plain(c.FPDFFormObj_CountObjects)
form_object = _plain(c.FPDFFormObj_GetObject)
object_type = _plain(c.FPDFPageObj_GetType)
object_matrix = _plain(c.FPDFPageObj_GetMatrix)
object_bounds = _plain(c.FPDFPageObj_GetBounds)
object_clip = _plain(c.FPDFPageObj_GetClipPath)
object_fill = _plain(c.FPDFPageObj_GetFillColor)
object_stroke = _plain(c.FPDFPageObj_GetStrokeColor)
object_transparent = _plain(c.FPDFPageObj_HasTransparency)
clip_count_paths = _plain(c.FPDFClipPath_CountPaths)
clip_count_segments = _plain(c.FPDFClipPath_CountPathSegments)
clip_segment = _plain(c.FPDFClipPath_GetPathSegment)
path_draw_mode = _plain(c.FPDFPath_GetDrawMode)
path_count_segments = _plain(c.FPDFPath_CountSegments)
path_segment = _plain(c.FPDFPath_GetPathSegment)
segment_point = _plain(c.FPDFPathSegment_GetPoint)
segment_type = _plain(c.FPDFPathSegment_GetType)
segment_closes = _plain(c.FPDFPathSegment_GetClose)
text_font = _plain(c.FPDFTextObj_GetFont)
text_render_mode = _plain(c.FPDFTextObj_GetTextRenderMode)
font_name = _plain(c.FPDFFont_GetBaseFontName)
font_weight = _plain(c.FPDFFont_GetWeight)
count_chars = _plain(c.FPDFText_CountChars)
is_generated = _plain(c.FPDFText_IsGenerated)
char_code = _plain(c.FPDFText_GetUnicode)
char_object = _plain(c.FPDFText_GetTextObject)
char_box = _plain(c.FPDFText_GetLooseCharBox)
char_origin = _plain(c.FPDFText_GetCharOrigin)
char_size = _plain(c.FPDFText_GetFontSize)
