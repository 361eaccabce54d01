"""An analysis as JSON: the shape other programs read, its keys fixed."""

from __future__ import annotations

from typing import Any

from highground.core.chain import Analysis, CoalitionList, GateState
from highground.kit.language import translate


def analysis_json(analysis: Analysis) -> dict[str, Any]:
    """The analysis as plain data; sentences in the language in use. None stands for what cannot be said."""
    chance = analysis.chance
    return {
        "chance": {
            "p": chance.p,
            "low": chance.low,
            "high": chance.high,
            "label_low": chance.label_low,
            "label_high": chance.label_high,
            "calibrated": chance.calibrated,
        },
        "gates": [
            {
                "step": gate.step,
                "gate": gate.gate,
                "p_given_before": gate.p_given_before,
                "skipped": gate.state is GateState.SKIPPED,
            }
            for gate in analysis.gates
        ],
        "people": [
            {
                "id": person.id,
                "p": person.p,
                "p_effective": person.p_effective,
                "birnbaum": person.birnbaum,
                "shapley": person.shapley,
                "banzhaf": person.banzhaf,
                "banzhaf_raw": person.banzhaf_raw,
                "veto": person.veto,
                "dummy": person.dummy,
                "up": person.up,
                "down": person.down,
            }
            for person in analysis.people
        ],
        "winning": _coalitions(analysis.winning),
        "winning_cut": analysis.winning.cut,
        "blocking": _coalitions(analysis.blocking),
        "blocking_cut": analysis.blocking.cut,
        "order": [{"id": place.id, "reason": translate(place.reason)} for place in analysis.order],
        "notes": [translate(note) for note in analysis.notes],
    }


def _coalitions(coalitions: CoalitionList) -> list[dict[str, Any]]:
    return [{"people": list(coalition.people), "p": coalition.p} for coalition in coalitions.listed]
