"""Whether a published total fits what the memberships come to, with and without who joins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ruhrmap.coverage import member_state_on
from ruhrmap.coverage.totals import Reconciliation, reconcile
from ruhrmap.dates import Edtf
from ruhrmap.model import Catalog, Counts, PublishedTotal
from ruhrmap.press.reading.result import Joiner, Total


@dataclass(frozen=True, slots=True)
class Fit:
    """A total beside the counts; ``new`` is how many accede that the data do not have yet."""

    total: Total
    counted: Reconciliation
    new: int

    @property
    def fits(self) -> bool:
        """Whether the data as they are come to the total."""
        return self.counted.reconciles

    @property
    def fits_with_new(self) -> bool:
        """Whether they do so once those who accede are entered."""
        least, most = self.counted.certain[0] + self.new, self.counted.possible[1] + self.new
        return self.new > 0 and least <= self.total.value <= most


def fit(
    catalog: Catalog, total: Total, joiners: tuple[Joiner, ...], when: Edtf | None
) -> Fit | None:
    """Compare a total with the counts on its date; None where the date is not known.

    A total of the release's own date is taken on its days; ``when`` is the release or the
    signing, on which those who accede are members or not.
    """
    as_of = total.as_of
    if as_of is None:
        return None
    published = PublishedTotal("", as_of, total.counts, total.value, "")
    (counted,) = reconcile(replace(catalog, published_totals=(published,)))
    day = as_of.latest
    speaks_of_now = when is not None and as_of.latest >= when.earliest
    new = sum(_is_new(catalog, one, total.counts, day) for one in joiners) if speaks_of_now else 0
    return Fit(total, counted, new)


def _is_new(catalog: Catalog, joiner: Joiner, counts: Counts, day: date) -> bool:
    universities = joiner.ags is None
    if universities is (counts is Counts.MUNICIPAL_MEMBERS):
        return False
    if joiner.member_id is None:
        return True
    return member_state_on(catalog, joiner.member_id, day) in ("none", "ended")
