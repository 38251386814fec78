"""From the wire to the views: everything that came of an article, and what led to what.

Needs the extra ``views``.
"""

from claimwire.trace.chains import Step, chains
from claimwire.trace.found import is_meant, topic_of
from claimwire.trace.holdings import BuildHoldings, Holding, holdings
from claimwire.trace.trace import Traced, first_meant

__all__ = ["BuildHoldings", "Holding", "Step", "Traced", "chains", "first_meant", "holdings", "is_meant", "topic_of"]
