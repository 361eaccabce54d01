"""`python -m tests.databases`: the whole suite again, on a PostgreSQL server started for it."""

import os
import subprocess
import sys

from tests.databases.cluster import binaries, cluster, new_database


def main() -> int:
    """The exit code of the suite; 0 and one clear line where PostgreSQL is not installed."""
    found = binaries()
    if found is None:
        print("PostgreSQL is not installed (Debian: apt-get install postgresql): the suite ran on SQLite alone.")
        return 0
    with cluster(found) as url:
        environment = os.environ | {"HIGHGROUND_DATABASE_URL": new_database(url, "highground")}
        arguments = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        return subprocess.run(arguments, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
