"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
                (
                    "seal",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=200)),
                ("via", models.CharField(max_length=20)),
                ("operation", models.CharField(max_length=100)),
                ("subject", models.CharField(max_length=400)),
                ("scope", models.BigIntegerField(null=True)),
                ("reverses", models.BigIntegerField(null=True)),
                ("why", models.TextField()),
                ("changes", models.JSONField()),
                ("content_digest", models.CharField(max_length=64)),
                ("previous_seal", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["scope", "-number"], name="audit_scope"),
                    models.Index(fields=["reverses"], name="audit_reverses"),
                    models.Index(fields=["actor_id", "-number"], name="audit_actor"),
                ],
            },
        ),
    ]
