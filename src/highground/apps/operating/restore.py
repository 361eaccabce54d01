"""Restoring a backup: all of it in the place of what is there, or nothing."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import Error, connection, transaction

from highground.apps.accounts.totals import totals_rebuild_all
from highground.apps.operating.archive import Manifest, Reader
from highground.apps.operating.migrating import applied_migrations, known_migrations
from highground.apps.operating.numbering import set_last_numbers
from highground.apps.operating.tables import empty_all, tables, write_lines
from highground.core.faults import InputError, fault
from highground.core.text import Text
from highground.kit.audit.guard import unguarded
from highground.kit.audit.models import Entry
from highground.kit.audit.verification import verify
from highground.kit.console import byte_progress, counting
from highground.kit.language import _
from highground.kit.paths import cannot_read


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put a backup in the place of what is there. Raises InputError; then nothing was changed."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise cannot_read(path, error) from None
    with stream:
        reader = Reader(stream, path.stat().st_size)
        refuse_other_version(reader.manifest)
        with byte_progress(_("Checking %(file)s") % {"file": path.name}, _bytes(reader.manifest)) as progress:
            reader.check(progress)
        with byte_error_free(), transaction.atomic():
            if not replace:
                refuse_filled()
            _put(reader)
    ContentType.objects.clear_cache()
    cache.clear()
    return reader.manifest
