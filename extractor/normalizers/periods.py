"""Printed periods: `read_period` a whole string, `read_header_period` a header, `scan_periods` running text."""

from extractor.normalizers.periods_headers import HeaderPeriod, read_header_period
from extractor.normalizers.periods_parts import expand
from extractor.normalizers.periods_read import read_period
from extractor.normalizers.periods_scan import scan_periods
from extractor.normalizers.periods_single import FoundPeriod

__all__ = ["FoundPeriod", "HeaderPeriod", "expand", "read_header_period", "read_period", "scan_periods"]
