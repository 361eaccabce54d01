"""Event logs: XES, XES.gz and CSV, read as cases of events."""

from highground.core.files.event_log.log import read_event_log

__all__ = ["read_event_log"]
