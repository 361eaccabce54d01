"""Fill entries of the Chinese catalogue from a JSON file: `python -m tests.language.fill FILE`.

`make -s messages > FILE` writes what there is to fill in; the file maps English to Chinese, as in
{"Gate": "关口", "%(count)s gate|%(count)s gates": "%(count)s 道关口", "the context||Gate": "关口"}.
If some English is no entry, it is named and nothing is written.
"""

import json
import sys
from pathlib import Path

from tests.language.catalogue import key_of, read_catalogue, write_catalogue


def fill(chinese: dict[str, str]) -> list[str]:
    """Write the translations; the keys that are no entry, in which case nothing is written."""
    catalogue = read_catalogue()
    by_key = {key_of(message): message for message in catalogue if message.id}
    if unknown := sorted(chinese.keys() - by_key.keys()):
        return unknown
    for key, text in chinese.items():
        message = by_key[key]
        message.string = (text,) if isinstance(message.id, tuple | list) else text
        message.flags.discard("fuzzy")
    write_catalogue(catalogue)
    return []


if __name__ == "__main__":
    unknown = fill(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    sys.exit("\n".join(f"no such entry: {key!r}" for key in unknown) or None)
