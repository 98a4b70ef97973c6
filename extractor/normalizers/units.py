"""Printed units: `read_unit` reads a whole string, `find_unit` finds the unit in a header."""

from extractor.normalizers.units_expression import per_share, read_unit, read_units
from extractor.normalizers.units_labels import FoundUnit, find_unit, without_unit

__all__ = ["FoundUnit", "find_unit", "per_share", "read_unit", "read_units", "without_unit"]
