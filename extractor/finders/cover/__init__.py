"""The report record, read from the cover."""

from __future__ import annotations

from extractor.finders.cover.banner import Banner, read_banners
from extractor.finders.cover.companies import read_companies
from extractor.finders.cover.dates import read_date
from extractor.finders.cover.industry import read_industry
from extractor.finders.cover.kinds import read_kind
from extractor.finders.cover.lines import pieces
from extractor.finders.cover.people import read_analysts
from extractor.finders.cover.prices import close_of, read_quotes, target_of
from extractor.finders.cover.publisher import read_broker
from extractor.finders.cover.titles import read_titles
from extractor.model import Company, Document, Rating, Report

__all__ = ["find_report"]


def find_report(document: Document) -> Report:
    """The record as printed: nothing that the cover does not say. The top level is the first company's."""
    cover = pieces(document)
    title, subtitle = read_titles(cover)
    named = read_companies(cover)
    industry = read_industry(cover)
    kind = read_kind(cover, title, bool(named)) or ("industry" if industry else None)
    banners = read_banners(cover)
    close, target = read_quotes(document, cover)
    companies = tuple(
        Company(
            name,
            ticker,
            _rating(banners, ticker),
            next((close_of(q) for q in close if _fits(q.listing, ticker)), None),
            next((target_of(q) for q in target if _fits(q.listing, ticker)), None),
        )
        for name, ticker in named
    )
    first = companies[0] if companies else None
    rating = first.rating if first and first.rating else (banners[0].rating if banners else None)
    return Report(
        broker=read_broker(document),
        title=title,
        subtitle=subtitle,
        date=read_date(cover),
        kind=kind,
        industry=industry,
        rating=rating,
        companies=companies,
        analysts=read_analysts(cover),
        close_price=first.close_price if first else None,
        target_price=first.target_price if first else None,
    )


def _rating(banners: tuple[Banner, ...], ticker: str) -> Rating | None:
    return next((b.rating for b in banners if _fits(b.listing, ticker)), None)


def _fits(listing: str, ticker: str) -> bool:
    """Is a value marked A股 or H股 (or not at all) that of this ticker?"""
    if not listing:
        return True
    hong_kong = ticker.endswith("HK")
    return hong_kong if listing == "H" else not hong_kong
