"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("other_name", models.CharField(blank=True, max_length=100, verbose_name="name in the other language")),
                ("reading", models.CharField(blank=True, max_length=200, verbose_name="reading")),
                ("is_as_told", models.BooleanField(default=False, verbose_name="as told in the source text")),
                ("is_chinese", models.BooleanField(editable=False)),
                ("sort_key", models.CharField(editable=False, max_length=300)),
                ("search_text", models.TextField(editable=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-is_chinese", "sort_key", "id"], name="person_by_name_zh"),
                    models.Index(fields=["sort_key", "id"], name="person_by_name_en"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="person_named")
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="post")),
                (
                    "layer",
                    models.CharField(
                        blank=True,
                        choices=[("decision", "Decision"), ("management", "Management"), ("execution", "Execution")],
                        max_length=12,
                        verbose_name="layer",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="accounts.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="position_days",
                    )
                ],
            },
        ),
    ]
