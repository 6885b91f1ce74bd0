"""An adversary with mathematics: what the public side tells becomes constraints on the truth, and each
count is as uncertain as the truths that keep them.

``publication`` is what one publication shows, ``world`` the unknown truth and what is always so of it,
``rules`` how a shown cell binds a true one, ``evidence`` what a publication tells of the truth, ``counts``
what is asked, ``solving`` the answer, ``attack`` all of it; ``outside`` reads what is told around
the cells, and ``shares`` whether a share told as a bound is true.
"""

from tests.attack.adversary.attack import Adversary
from tests.attack.adversary.publication import Publication, read, table
from tests.attack.adversary.rules import EACH_CELL, MULTIPLES, Rule
from tests.attack.adversary.solving import Found

__all__ = ["EACH_CELL", "MULTIPLES", "Adversary", "Found", "Publication", "Rule", "read", "table"]
