"""Events out of XES (IEEE 1849), the XML format of process mining, one trace at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import Protocol
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from highground.core.faults import InputError, fault
from highground.core.text import Text

Record = tuple[int, dict[str, str]]
"""The line an event begins on and its attributes by key."""

CASE_KEY = "case:concept:name"
_CHUNK = 1 << 16


class _Attributes(Protocol):
    def get(self, name: str, /) -> str | None: ...


def xes_records(source: BufferedReader) -> Iterator[Record]:
    """Every event of a log with the attributes of its trace under `case:`; memory holds one trace at a time.

    A trace without a name is called by its number. Raises InputError, with the line where one is known, on XML
    that breaks off, declares entities or is no event log.

    >>> import io
    >>> log = b'<log><trace><event><string key="concept:name" value="sign"/></event></trace></log>'
    >>> list(xes_records(io.BufferedReader(io.BytesIO(log))))
    [(1, {'case:concept:name': '1', 'concept:name': 'sign'})]
    """
    parser = make_parser()
    handler = _Traces(parser.getLineNumber)
    parser.setContentHandler(handler)
    try:
        while chunk := source.read(_CHUNK):
            parser.feed(chunk)
            yield from handler.take()
        parser.close()
        yield from handler.take()
    except SAXParseException as error:
        raise _broken(error) from error
    except DefusedXmlException as error:
        raise fault(
            Text("This XML file declares entities of its own, which an event log never needs. Export the log again")
        ) from error
    except (SAXException, LookupError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise fault(Text("This XML file cannot be read: %(reason)s", {"reason": error})) from error


def _broken(error: SAXParseException) -> InputError:
    sentence = Text(
        "The XML breaks off or is damaged here (%(reason)s). Copy or export the log again",
        {"reason": error.getMessage()},
    )
    return fault(sentence, error.getLineNumber())


class _Traces(ContentHandler):
    """Gathers the attributes of events and their traces; everything nested deeper is passed over."""

    def __init__(self, line_of: Callable[[], int | None]) -> None:
        self.line_of = line_of
        self.ready: list[Record] = []
        self.depth = 0
        self.traces = 0
        self.trace: dict[str, str] | None = None
        self.trace_depth = 0
        self.events: list[Record] = []
        self.event: dict[str, str] | None = None
        self.event_depth = 0

    def take(self) -> list[Record]:
        """The events of the traces finished since the last call."""
        ready, self.ready = self.ready, []
        return ready

    def startElement(self, name: str, attrs: _Attributes) -> None:  # noqa: N802
        """Opens a trace or an event, or notes an attribute of the innermost of them."""
        self.depth += 1
        if self.event is not None:
            if self.depth == self.event_depth + 1:
                _note(self.event, attrs)
        elif name == "event" and self.trace is not None:
            self.event, self.event_depth = {}, self.depth
            self.events.append((self.line_of() or 0, self.event))
        elif name == "trace":
            self.traces += 1
            self.trace, self.trace_depth = {CASE_KEY: str(self.traces)}, self.depth
        elif self.trace is not None and self.depth == self.trace_depth + 1:
            _note(self.trace, attrs, "case:")
        elif self.depth == 1 and name.rpartition(":")[2] != "log":
            raise fault(
                Text("This XML file is no event log: it begins with <%(name)s>, XES with <log>", {"name": name}),
                self.line_of(),
            )

    def endElement(self, name: str) -> None:  # noqa: N802 - the name is SAX's
        """Closes an event or a trace; a finished trace is handed on."""
        if self.event is not None and self.depth == self.event_depth:
            self.event = None
        elif self.trace is not None and self.depth == self.trace_depth:
            trace = self.trace
            self.ready.extend((line, {**trace, **event}) for line, event in self.events)
            self.trace, self.events = None, []
        self.depth -= 1


def _note(into: dict[str, str], attrs: _Attributes, prefix: str = "") -> None:
    key, value = attrs.get("key"), attrs.get("value")
    if key is not None and value is not None:
        into[prefix + key] = value
