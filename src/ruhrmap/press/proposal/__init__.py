"""From a release that was read to the rows to add: proposed, corrected, checked, written."""

from ruhrmap.press.proposal.assembling import Assembled, assemble
from ruhrmap.press.proposal.decision import Accession, Count, Decision, Party, Subject, party
from ruhrmap.press.proposal.files import read_files
from ruhrmap.press.proposal.fitting import fits
from ruhrmap.press.proposal.objections import objections
from ruhrmap.press.proposal.proposing import Doubt, Proposal, propose
from ruhrmap.press.proposal.rows import Additions, additions, current, suggested_note
from ruhrmap.press.proposal.sheet import namesakes

__all__ = [
    "Accession",
    "Additions",
    "Assembled",
    "Count",
    "Decision",
    "Doubt",
    "Party",
    "Proposal",
    "Subject",
    "additions",
    "assemble",
    "current",
    "fits",
    "namesakes",
    "objections",
    "party",
    "propose",
    "read_files",
    "suggested_note",
]
