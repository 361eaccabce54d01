"""The one row of settings that every workspace has."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def first_settings(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A workspace without a name, in euro, looking at this year."""
    apps.get_model("accounts", "Workspace").objects.create(pk=1, currency="EUR", value_year=timezone.localdate().year)


class Migration(migrations.Migration):
    """The settings row."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(first_settings)]
