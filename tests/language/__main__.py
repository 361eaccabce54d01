"""Collect the strings of the source into the Chinese catalogue and print what is to be filled in: `make messages`."""

import json
import sys

from tests.language.catalogue import key_of, read_catalogue, strings, write_catalogue
from tests.language.source import source_catalogue


def collect() -> dict[str, str]:
    """Bring the catalogue up to the source; the entries that are empty or doubtful, as `fill` takes them."""
    catalogue = read_catalogue()
    catalogue.update(source_catalogue(), no_fuzzy_matching=True)
    write_catalogue(catalogue)
    return {
        key_of(one): strings(one.string)[0]
        for one in catalogue
        if one.id and (one.fuzzy or not all(strings(one.string)))
    }


if __name__ == "__main__":
    json.dump(collect(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
