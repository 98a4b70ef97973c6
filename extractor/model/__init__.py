"""The values that rooms hand to one another: frozen, without behaviour beyond geometry."""

from extractor.model.document import (
    Block,
    BlockKind,
    Cell,
    CellKind,
    Document,
    Line,
    Ocr,
    Page,
    PageSource,
    Rule,
    Statement,
    Table,
    TextLayer,
    Word,
)
from extractor.model.facts import (
    Analyst,
    Check,
    CheckStatus,
    Company,
    Computed,
    Coverage,
    Extraction,
    Fact,
    Forecaster,
    PageCoverage,
    Price,
    PriceRange,
    Rating,
    Relation,
    Report,
    Reported,
    ReportKind,
    Source,
    TableCoverage,
    Term,
)
from extractor.model.geometry import Box, union
from extractor.model.outcome import Message, Problem
from extractor.model.reading import Basis, Period, PeriodType, Qualifier, Quantity, Status, Unit, UnitKind

__all__ = [
    "Analyst", "Basis", "Block", "BlockKind", "Box", "Cell", "CellKind", "Check", "CheckStatus", "Company", "Computed",
    "Coverage", "Document", "Extraction", "Fact", "Forecaster", "Line", "Message", "Ocr", "Page", "PageCoverage", "PageSource",
    "Period", "PeriodType", "Price", "PriceRange", "Problem", "Qualifier", "Quantity", "Rating", "Relation", "Report",
    "ReportKind", "Reported", "Rule", "Source", "Statement", "Status", "Table", "TableCoverage", "Term", "TextLayer",
    "Unit", "UnitKind", "Word", "union",
]  # fmt: skip
