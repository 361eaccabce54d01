"""Contracts are looked for by their end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_workspace"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(fields=["expires_on", "account"], name="contract_by_end"),
        ),
    ]
