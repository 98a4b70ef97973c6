"""The review page: one self-contained HTML a report and an index of the folder, for people to look at."""

from extractor.writers.review.index import Listed, index_page, listed
from extractor.writers.review.page import Names, report_page
from extractor.writers.review.pictures import small
from extractor.writers.review.states import fact_states

__all__ = ["Listed", "Names", "fact_states", "index_page", "listed", "report_page", "small"]
