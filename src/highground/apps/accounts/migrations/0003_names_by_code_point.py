"""Names sort alike on both databases."""

from django.db import migrations

from highground.kit.collation import by_code_point


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_workspace")]
    operations = [
        migrations.RunPython(
            by_code_point(("accounts_account", "sort_key"), ("accounts_competitor", "sort_key")),
            migrations.RunPython.noop,
        )
    ]
