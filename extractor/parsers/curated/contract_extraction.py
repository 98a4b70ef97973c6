"""Contract JSON back into the extraction that it was written from, for whoever shows or exports it: all but the blocks of the
pages, which are not written. Only for content that satisfies the schema."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extractor.model import (
    Analyst,
    Check,
    Company,
    Computed,
    Coverage,
    Document,
    Extraction,
    Message,
    Page,
    PageCoverage,
    Price,
    PriceRange,
    Problem,
    Rating,
    Report,
    Reported,
    TableCoverage,
    Term,
)
from extractor.parsers.curated.contract import values


def extraction(content: Mapping[str, Any]) -> Extraction:
    """One report, whole."""
    facts, tables = values(content)
    source = content["source"]
    pages = tuple(Page(page["page"], page["width"], page["height"], page["text"], ()) for page in content["pages"])
    document = Document(source["path"], source["sha256"], source["media_type"], pages, tables, source["text_layer"])
    coverage = Coverage(
        tuple(TableCoverage(**_only(TableCoverage, item)) for item in content["coverage"]["tables"]),
        tuple(PageCoverage(**_only(PageCoverage, item)) for item in content["coverage"]["pages"]),
    )
    checks, problems = tuple(map(_check, content["checks"])), tuple(map(_problem, content["problems"]))
    return Extraction(document, _report(content["report"]), facts, checks, coverage, problems)


def _report(item: Mapping[str, Any]) -> Report:
    return Report(
        broker=item["broker"], title=item["title"], subtitle=item["subtitle"], date=item["date"], kind=item["kind"],
        industry=item["industry"], rating=_rating(item["rating"]),
        companies=tuple(map(_company, item["companies"])),
        analysts=tuple(Analyst(analyst["name"], analyst["license"]) for analyst in item["analysts"]),
        close_price=_price(item["close_price"]), target_price=_range(item["target_price"]),
    )  # fmt: skip


def _company(item: Mapping[str, Any]) -> Company:
    prices = _price(item["close_price"]), _range(item["target_price"])
    return Company(item["name"], item["ticker"], _rating(item["rating"]), *prices)


def _rating(item: Mapping[str, Any] | None) -> Rating | None:
    return None if item is None else Rating(item["printed"], item["action"], item["level"])


def _price(item: Mapping[str, Any] | None) -> Price | None:
    return None if item is None else Price(Decimal(item["value"]), item["currency"])


def _range(item: Mapping[str, Any] | None) -> PriceRange | None:
    return None if item is None else PriceRange(Decimal(item["low"]), Decimal(item["high"]), item["currency"])


def _check(item: Mapping[str, Any]) -> Check:
    reported, computed = item["reported"], item["computed"]
    return Check(
        id=item["id"], rule=item["rule"], status=item["status"], reason=item["reason"],
        reported=Reported(reported["fact"], _decimal(reported["low"]), _decimal(reported["high"])),
        computed=None if computed is None else Computed(_decimal(computed["low"]), _decimal(computed["high"])),
        terms=tuple(Term(term["fact"], Decimal(term["weight"])) for term in item["terms"]),
        relation=item["relation"], hints=tuple(item["hints"]), message=_message(item["message"]),
    )  # fmt: skip


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _problem(item: Mapping[str, Any]) -> Problem:
    return Problem(item["code"], item["page"], _message(item["message"]))


def _message(item: Mapping[str, str]) -> Message:
    return Message(item["zh"], item["en"])


def _only(kind: Any, item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the model has: a newer contract may have added some."""
    return {name: item[name] for name in kind.__dataclass_fields__}
