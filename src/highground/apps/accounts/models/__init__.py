"""Rows of the accounts subject."""

from highground.apps.accounts.models.account import Account, Fact, OfAccount
from highground.apps.accounts.models.facts import Competitor, Contract, Footprint, Note, Purchase
from highground.apps.accounts.models.figures import Figure, Total
from highground.apps.accounts.models.team import RegionDirector, SavedView, TeamMember
from highground.apps.accounts.models.terms import Industry, Product, Region, Term
from highground.apps.accounts.models.workspace import ExchangeRate, Workspace

__all__ = [
    "Account",
    "Competitor",
    "Contract",
    "ExchangeRate",
    "Fact",
    "Figure",
    "Footprint",
    "Industry",
    "Note",
    "OfAccount",
    "Product",
    "Purchase",
    "Region",
    "RegionDirector",
    "SavedView",
    "TeamMember",
    "Term",
    "Total",
    "Workspace",
]
