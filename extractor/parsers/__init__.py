"""Files → Documents. The only room that opens PDFs."""

from extractor.parsers.open import Parsed, parse

__all__ = ["Parsed", "parse"]
