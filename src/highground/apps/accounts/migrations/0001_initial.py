"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Competitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                ("sort_key", models.CharField(editable=False, max_length=400)),
            ],
            options={
                "ordering": ("sort_key",),
            },
        ),
        migrations.CreateModel(
            name="Industry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="English name")),
                ("name_zh", models.CharField(blank=True, max_length=100, verbose_name="Chinese name")),
                ("place", models.PositiveIntegerField(default=0, verbose_name="place")),
            ],
            options={
                "ordering": ("place", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="English name")),
                ("name_zh", models.CharField(blank=True, max_length=100, verbose_name="Chinese name")),
                ("place", models.PositiveIntegerField(default=0, verbose_name="place")),
            ],
            options={
                "ordering": ("place", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="English name")),
                ("name_zh", models.CharField(blank=True, max_length=100, verbose_name="Chinese name")),
                ("place", models.PositiveIntegerField(default=0, verbose_name="place")),
            ],
            options={
                "ordering": ("place", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Workspace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("currency", models.CharField(default="EUR", max_length=3, verbose_name="reporting currency")),
                ("value_year", models.PositiveIntegerField(verbose_name="year of the figures on the list")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("other_name", models.CharField(blank=True, max_length=200, verbose_name="name in the other language")),
                ("reading", models.CharField(blank=True, max_length=400, verbose_name="reading")),
                (
                    "account_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("S", "S, strategic"),
                            ("A", "A, partner"),
                            ("B", "B, cash flow"),
                            ("C", "C, cash flow"),
                        ],
                        max_length=1,
                        verbose_name="class",
                    ),
                ),
                (
                    "attachment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("subsidiary", "Subsidiary"),
                            ("region", "Regional unit"),
                            ("follow_on", "Follow-on business"),
                        ],
                        max_length=20,
                        verbose_name="as",
                    ),
                ),
                ("about", models.TextField(blank=True, verbose_name="in short")),
                ("is_archived", models.BooleanField(default=False, verbose_name="archived")),
                ("is_chinese", models.BooleanField(editable=False)),
                ("sort_key", models.CharField(editable=False, max_length=400)),
                ("search_text", models.TextField(editable=False)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="accounts.account",
                        verbose_name="belongs to",
                    ),
                ),
                (
                    "industry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="accounts.industry",
                        verbose_name="industry",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="accounts.region",
                        verbose_name="region",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("target", models.CharField(max_length=3, verbose_name="into")),
                ("year", models.PositiveIntegerField(verbose_name="year")),
                ("rate", models.DecimalField(decimal_places=8, max_digits=18, verbose_name="rate")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("currency", "target", "year"), name="rate_once"),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="rate_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.TextField(verbose_name="note")),
                ("is_sensitive", models.BooleanField(default=False, verbose_name="sensitive: few may read it")),
                ("written_at", models.DateTimeField(editable=False)),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.account")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-written_at", "-pk"),
                "default_related_name": "notes",
            },
        ),
        migrations.CreateModel(
            name="RegionDirector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directors",
                        to="accounts.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="director",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(max_length=1000)),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[("AR", "AR, customer relations"), ("SR", "SR, solution"), ("FR", "FR, delivery")],
                        max_length=2,
                        verbose_name="answers for",
                    ),
                ),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.account")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "default_related_name": "team",
            },
        ),
        migrations.CreateModel(
            name="Total",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField()),
                ("own_cents", models.BigIntegerField(null=True)),
                ("group_cents", models.BigIntegerField(null=True)),
                ("own_potential_cents", models.BigIntegerField(null=True)),
                ("group_potential_cents", models.BigIntegerField(null=True)),
                ("unconverted", models.PositiveIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="totals", to="accounts.account"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("source_on", models.DateField(blank=True, null=True, verbose_name="date of the source")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("reported", "reported"), ("assumed", "assumed")],
                        default="assumed",
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                ("is_as_told", models.BooleanField(default=False, verbose_name="as told in the source text")),
                ("title", models.CharField(max_length=200, verbose_name="contract")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="expires on")),
                ("cents", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.account")),
            ],
            options={
                "ordering": ("expires_on", "pk"),
                "default_related_name": "contracts",
                "indexes": [models.Index(fields=["expires_on", "account"], name="contract_by_end")],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("source_on", models.DateField(blank=True, null=True, verbose_name="date of the source")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("reported", "reported"), ("assumed", "assumed")],
                        default="assumed",
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                ("is_as_told", models.BooleanField(default=False, verbose_name="as told in the source text")),
                (
                    "kind",
                    models.CharField(
                        choices=[("revenue", "Revenue"), ("potential", "Potential")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("period", models.CharField(max_length=10, verbose_name="period")),
                ("first_day", models.DateField(editable=False)),
                ("last_day", models.DateField(editable=False)),
                ("cents", models.BigIntegerField(verbose_name="amount")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.account")),
            ],
            options={
                "default_related_name": "figures",
                "constraints": [
                    models.UniqueConstraint(fields=("account", "kind", "period", "currency"), name="figure_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="figure_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Footprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("source_on", models.DateField(blank=True, null=True, verbose_name="date of the source")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("reported", "reported"), ("assumed", "assumed")],
                        default="assumed",
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                ("is_as_told", models.BooleanField(default=False, verbose_name="as told in the source text")),
                ("area", models.CharField(blank=True, max_length=200, verbose_name="where")),
                (
                    "share_percent",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="share, %"),
                ),
                ("contract_until", models.DateField(blank=True, null=True, verbose_name="contract until")),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.account")),
                (
                    "competitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="footprints",
                        to="accounts.competitor",
                        verbose_name="competitor",
                    ),
                ),
            ],
            options={
                "default_related_name": "footprints",
                "constraints": [
                    models.UniqueConstraint(fields=("account", "competitor", "area"), name="footprint_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("share_percent__isnull", True), ("share_percent__range", (0, 100)), _connector="OR"
                        ),
                        name="footprint_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Purchase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("source_on", models.DateField(blank=True, null=True, verbose_name="date of the source")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("reported", "reported"), ("assumed", "assumed")],
                        default="assumed",
                        max_length=10,
                        verbose_name="how sure",
                    ),
                ),
                ("is_as_told", models.BooleanField(default=False, verbose_name="as told in the source text")),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("extent", models.CharField(blank=True, max_length=200, verbose_name="extent")),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="accounts.account")),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="accounts.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "default_related_name": "purchases",
                "constraints": [models.UniqueConstraint(fields=("account", "product"), name="purchase_once")],
            },
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["-is_chinese", "sort_key", "id"], name="account_by_name_zh"),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["sort_key", "id"], name="account_by_name_en"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="account_named"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attachment", ""), ("parent__isnull", True)),
                    models.Q(("attachment__in", ["subsidiary", "region", "follow_on"]), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="account_attached_as",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("account_class__in", ("", "S", "A", "B", "C"))), name="account_class_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="regiondirector",
            constraint=models.UniqueConstraint(fields=("region", "user"), name="region_director_once"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="saved_view_once"),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(fields=("account", "user"), name="team_member_once"),
        ),
        migrations.AddIndex(
            model_name="total",
            index=models.Index(fields=["year", "group_cents"], name="total_by_group"),
        ),
        migrations.AddIndex(
            model_name="total",
            index=models.Index(fields=["year", "own_cents"], name="total_by_own"),
        ),
        migrations.AddConstraint(
            model_name="total",
            constraint=models.UniqueConstraint(fields=("account", "year"), name="total_once"),
        ),
    ]
