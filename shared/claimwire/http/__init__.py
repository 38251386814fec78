"""What every HTTP service of ours needs: guards for a loopback port, and errors as problem details."""

from claimwire.http.guards import install_guards
from claimwire.http.problem import PROBLEM_MEDIA_TYPE, Problem, ProblemError, problem_response
from claimwire.http.problems import install_problems, problem_docs
from claimwire.http.settings import GuardSettings, HttpSettings

__all__ = [
    "PROBLEM_MEDIA_TYPE",
    "GuardSettings",
    "HttpSettings",
    "Problem",
    "ProblemError",
    "install_guards",
    "install_problems",
    "problem_docs",
    "problem_response",
]
