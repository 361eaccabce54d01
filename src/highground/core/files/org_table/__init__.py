"""Tables of posts, as staff departments keep them: read into an organisation, with every doubt by row and column."""

from highground.core.files.org_table.findings import Finding
from highground.core.files.org_table.headings import COLUMNS, Column, guessed_mapping
from highground.core.files.org_table.reading import OrgTable, read_org_table
from highground.core.files.org_table.table import Table, table_of_bytes, table_of_rows
from highground.core.files.org_table.update import updated

__all__ = [
    "COLUMNS",
    "Column",
    "Finding",
    "OrgTable",
    "Table",
    "guessed_mapping",
    "read_org_table",
    "table_of_bytes",
    "table_of_rows",
    "updated",
]
