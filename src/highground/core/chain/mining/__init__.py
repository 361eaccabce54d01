"""Mining: from an event log of real approvals to a decision chain."""

from highground.core.chain.mining.events import Columns, Event, EventLog
from highground.core.chain.mining.mined_chain import MinedChain, MinedGate, mine
from highground.core.chain.mining.order import Route

__all__ = ["Columns", "Event", "EventLog", "MinedChain", "MinedGate", "Route", "mine"]
