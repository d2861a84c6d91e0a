"""Who is covered on a day: status, counts, frames, published totals, and what is said.

Every rule stands in one function that quotes it. Nothing here draws, and nothing asks the
clock: the same catalogue and the same day always give the same answer.
"""

from ruhrmap.coverage.accession import Accession, accessions, member_name, sources_of
from ruhrmap.coverage.change import ADDED, Change, Difference, change_between
from ruhrmap.coverage.comparison import (
    ChangeEntry,
    Comparison,
    News,
    compare,
    comparisons,
    dated,
    pair_index,
)
from ruhrmap.coverage.contrast import change_label, hover_prefix
from ruhrmap.coverage.counting import Counting, count_on
from ruhrmap.coverage.details import Detail, detail
from ruhrmap.coverage.events import Event, EventKind, events, what_turns
from ruhrmap.coverage.evidence import evidence_end, evidence_end_of
from ruhrmap.coverage.figures import Figure, LegendEntry, status_label
from ruhrmap.coverage.frame import CurveStep, Frame, curve, frame_on, frames, turning_days
from ruhrmap.coverage.ledger import Entry, ledger
from ruhrmap.coverage.membership import MembershipState, member_state_on, membership_state
from ruhrmap.coverage.milestone import Milestone, milestones
from ruhrmap.coverage.plain import Passage, plain_words
from ruhrmap.coverage.record import coverage_record
from ruhrmap.coverage.scenario import Outcome, Scenario, Supposed, assuming, scenario
from ruhrmap.coverage.series import Point, Series, series
from ruhrmap.coverage.status import Status, TerritoryStatus, status_on, statuses_on
from ruhrmap.coverage.steps import Counter, Pace, Step, StepKind, steps
from ruhrmap.coverage.table import Row, partner_rows, table_rows
from ruhrmap.coverage.totals import Reconciliation, reconcile
from ruhrmap.coverage.unknown import Unknown, caveats, evidence_ends, unknowns
from ruhrmap.coverage.uses import carrying, evidence_day_of, uses_of

__all__ = [
    "ADDED",
    "Accession",
    "Change",
    "ChangeEntry",
    "Comparison",
    "Counter",
    "Counting",
    "CurveStep",
    "Detail",
    "Difference",
    "Entry",
    "Event",
    "EventKind",
    "Figure",
    "Frame",
    "LegendEntry",
    "MembershipState",
    "Milestone",
    "News",
    "Outcome",
    "Pace",
    "Passage",
    "Point",
    "Reconciliation",
    "Row",
    "Scenario",
    "Series",
    "Status",
    "Step",
    "StepKind",
    "Supposed",
    "TerritoryStatus",
    "Unknown",
    "accessions",
    "assuming",
    "carrying",
    "caveats",
    "change_between",
    "change_label",
    "compare",
    "comparisons",
    "count_on",
    "coverage_record",
    "curve",
    "dated",
    "detail",
    "events",
    "evidence_day_of",
    "evidence_end",
    "evidence_end_of",
    "evidence_ends",
    "frame_on",
    "frames",
    "hover_prefix",
    "ledger",
    "member_name",
    "member_state_on",
    "membership_state",
    "milestones",
    "pair_index",
    "partner_rows",
    "plain_words",
    "reconcile",
    "scenario",
    "series",
    "sources_of",
    "status_label",
    "status_on",
    "statuses_on",
    "steps",
    "table_rows",
    "turning_days",
    "unknowns",
    "uses_of",
    "what_turns",
]
