"""`python -m tests.databases.dump`: every row of every table a model has, as JSON. Reads past the backup's own code."""

import json

from highground.config.start import start

LEFT_OUT = {"sessions.session", "django_tasks_database.dbtaskresult"}


def rows() -> dict[str, list[list[object]]]:
    """Rows by table, every value as it compares: text of dates and decimals, numbers, JSON."""
    from django.apps import apps

    return {
        model._meta.label_lower: [
            [value if isinstance(value, int | str | list | dict | None) else repr(value) for value in row]
            for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in LEFT_OUT
    }


if __name__ == "__main__":
    start()
    print(json.dumps(rows()))
