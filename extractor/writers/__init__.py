"""Turn an extraction into the contract's files: JSON a report, CSV of all facts. Nothing here judges or changes a value."""

from extractor.writers.facts_csv import COLUMNS, fact_rows
from extractor.writers.files import write_whole
from extractor.writers.layout import dumps
from extractor.writers.plain import plain
from extractor.writers.report_json import SCHEMA, report_json

__all__ = ["COLUMNS", "SCHEMA", "dumps", "fact_rows", "plain", "report_json", "write_whole"]
