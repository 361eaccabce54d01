"""`python -m tests.databases.tampering`: try to change, replace and drop what the audit trail holds."""

from highground.config.start import start

STATEMENTS = {
    "sqlite": (
        "UPDATE audit_entry SET why = 'another'",
        "DELETE FROM audit_entry",
        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
    ),
    "postgresql": ("UPDATE audit_entry SET why = 'another'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"),
}


def main() -> list[str]:
    """What the database said to each."""
    from django.db import DatabaseError, connection, transaction

    answers = []
    for statement in STATEMENTS[connection.vendor]:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
            answers.append("done")
        except DatabaseError as error:
            answers.append("refused" if "append-only" in str(error) else str(error))
    return answers


if __name__ == "__main__":
    start()
    print(*main())
