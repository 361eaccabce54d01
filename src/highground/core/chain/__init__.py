"""The decision chain: the customer's approval process as a function that can be asked.

Build a `Chain`, or read one with `highground.core.files.chain_file`, and `analyse` it: the chance of yes with its
range, where it stops, who decides on paper and in fact, whom one may not offend, whom to approach first.
"""

from highground.core.chain.analysis import analyse
from highground.core.chain.calibration import (
    CalibrationVerdict,
    ReliabilityBin,
    brier_gain,
    brier_score,
    calibration_verdict,
    log_loss,
    reestimate,
    reliability_bins,
    spiegelhalter,
)
from highground.core.chain.chances import ChainModel
from highground.core.chain.mining import EventLog, MinedChain, MinedGate, mine
from highground.core.chain.mining.backtest import Backtest, backtest
from highground.core.chain.model import (
    BUYING_ROLES,
    LAYERS,
    STANCES,
    AllOf,
    AnyOf,
    AtLeast,
    Chain,
    Gate,
    Influence,
    Number,
    Opinion,
    Person,
    Rule,
    Sign,
    Step,
    Weighted,
)
from highground.core.chain.order import Place
from highground.core.chain.power import ExactPowerIndices, PowerIndices, exact_power_indices, voting_power
from highground.core.chain.results import (
    Analysis,
    Chance,
    Coalition,
    CoalitionList,
    GateChance,
    PersonAnalysis,
)
from highground.core.chain.stance import DEFAULT_BELIEFS, Belief, StanceTable
from highground.core.chain.structure import GateState, Structure, chain_structure

__all__ = [
    "BUYING_ROLES",
    "DEFAULT_BELIEFS",
    "LAYERS",
    "STANCES",
    "AllOf",
    "Analysis",
    "AnyOf",
    "AtLeast",
    "Backtest",
    "Belief",
    "CalibrationVerdict",
    "Chain",
    "ChainModel",
    "Chance",
    "Coalition",
    "CoalitionList",
    "EventLog",
    "ExactPowerIndices",
    "Gate",
    "GateChance",
    "GateState",
    "Influence",
    "MinedChain",
    "MinedGate",
    "Number",
    "Opinion",
    "Person",
    "PersonAnalysis",
    "Place",
    "PowerIndices",
    "ReliabilityBin",
    "Rule",
    "Sign",
    "StanceTable",
    "Step",
    "Structure",
    "Weighted",
    "analyse",
    "backtest",
    "brier_gain",
    "brier_score",
    "calibration_verdict",
    "chain_structure",
    "exact_power_indices",
    "log_loss",
    "mine",
    "reestimate",
    "reliability_bins",
    "spiegelhalter",
    "voting_power",
]
