"""The trail is append-only: the database refuses to change or drop an entry, whoever asks."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from highground.kit.audit.guard import GUARD


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers and the start of the trail."""
    for statement in GUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    apps.get_model("audit", "Head").objects.create(pk=1)


class Migration(migrations.Migration):
    """Triggers and the head row."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard)]
