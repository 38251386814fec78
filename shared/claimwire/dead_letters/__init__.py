"""Dead letters and parked events: what could not be processed, and what operators do about it.

Needs the extra ``views``.
"""

from claimwire.dead_letters.asked import DeadFilter, Selection
from claimwire.dead_letters.given_up import GivenUp, GivenUpWhole, State, Waiting, Where
from claimwire.dead_letters.listing import GivenUpPage, given_up_count, given_up_page
from claimwire.dead_letters.outcome import Outcome, Result
from claimwire.dead_letters.repair import Repair, judged
from claimwire.dead_letters.tally import Tally, tally
from claimwire.dead_letters.verdict import Action, refusal
from claimwire.dead_letters.whole import given_up_at
from claimwire.dead_letters.workbench import Plan, Workbench

__all__ = [
    "Action",
    "DeadFilter",
    "GivenUp",
    "GivenUpPage",
    "GivenUpWhole",
    "Outcome",
    "Plan",
    "Repair",
    "Result",
    "Selection",
    "State",
    "Tally",
    "Waiting",
    "Where",
    "Workbench",
    "given_up_at",
    "given_up_count",
    "given_up_page",
    "judged",
    "refusal",
    "tally",
]
