"""Names sort alike on both databases."""

from django.db import migrations

from highground.kit.collation import by_code_point


class Migration(migrations.Migration):
    dependencies = [("users", "0001_initial")]
    operations = [
        migrations.RunPython(by_code_point(("users_user", "sort_key")), migrations.RunPython.noop),
    ]
