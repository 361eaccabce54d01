"""Gates under each other, and the arrows that show which gate waits for which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from highground.apps.chains.drawing.facts import GateFacts
from highground.apps.chains.drawing.gates import gate_box
from highground.apps.chains.drawing.phrases import sentence_list
from highground.core.text import Text
from highground.kit.drawing.svg import Drawn, element
from highground.kit.language import translate

TRACKS = 2
"""So many lines run side by side at the left of a column."""

Wait = tuple[int, int]
"""The places in a column of the gate that is waited for and of the gate that waits."""


def gate_column(gates: Sequence[GateFacts], x: float, y: float, width: float) -> Drawn:
    """Gates under each other; one that waits for the gate above it hangs on an arrow, for another on a side line."""
    shown = list(waits(gates))
    tracks = _tracks(shown)
    drawn, boxes, bottom = [], [], y
    for number, gate in enumerate(gates):
        if number:
            hangs = (number - 1, number) in shown
            drawn.append(arrow(x + 18, bottom, bottom + 20) if hangs else "")
            bottom += 20 if hangs else 10
        told = _waits_in_words(gates, number, tracks)
        box = gate_box(gate, x, bottom, width, notes=told)
        drawn.append(box.svg)
        boxes.append((bottom, bottom + box.height))
        bottom += box.height
    for (start, end), track in tracks.items():
        drawn.append(_side_line(x, boxes[start][1] - 10, boxes[end][0] + 14, track))
    return Drawn("".join(drawn), bottom - y)


def waits(gates: Sequence[GateFacts]) -> Iterator[Wait]:
    """Which gates of a column wait for a gate that stands above them."""
    place = {gate.name: number for number, gate in enumerate(gates)}
    for number, gate in enumerate(gates):
        for name in gate.waits_for:
            if place.get(name, number) < number:
                yield place[name], number


def arrow(x: float, top: float, bottom: float) -> str:
    """An arrow downwards."""
    line = element("line", class_="wait", x1=x, x2=x, y1=top, y2=bottom - 5)
    return line + element("path", class_="wait-head", d=f"M{x - 4:.1f} {bottom - 7:.1f}h8l-4 7z")


def _side_line(x: float, top: float, bottom: float, track: int) -> str:
    """A line at the left of a column, from one gate to the arrow head at another."""
    out = x - 5 - 4 * track
    line = element("path", class_="wait line", d=f"M{x:.1f} {top:.1f}H{out:.1f}V{bottom:.1f}H{x - 3:.1f}")
    return line + element("path", class_="wait-head", d=f"M{x - 5:.1f} {bottom - 3.5:.1f}v7l5 -3.5z")


def _tracks(shown: Sequence[Wait]) -> dict[Wait, int]:
    """Which side line runs where: lines that overlap need tracks of their own; one without a track is not drawn."""
    free = [0] * TRACKS
    tracks: dict[Wait, int] = {}
    for start, end in sorted(wait for wait in shown if wait[0] < wait[1] - 1):
        track = next((track for track in range(TRACKS) if free[track] <= start), None)
        if track is not None:
            tracks[start, end] = track
            free[track] = end
    return tracks


def _waits_in_words(gates: Sequence[GateFacts], number: int, tracks: dict[Wait, int]) -> list[str]:
    """The gates that a gate waits for and that no arrow or side line shows."""
    above = {gates[number - 1].name} if number else set()
    lined = {gates[start].name for start, end in tracks if end == number}
    told = [name for name in gates[number].waits_for if name not in above | lined]
    return [translate(Text("after %(gates)s", {"gates": sentence_list(told)}))] if told else []
