# SPDX-License-Identifier: Apache-2.0
"""Indexes along which the establishments of a campaign are read page by page: by name, and the latest finding first."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_user_must_change_password"),
        ("campaigns", "0001_initial"),
        ("places", "0002_boundaries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="establishment",
            index=models.Index(fields=["campaign", "name", "id"], name="establishment_by_name"),
        ),
        migrations.AddIndex(
            model_name="establishment",
            index=models.Index(condition=models.Q(("finding", ""), _negated=True), fields=["campaign", "-found_at", "-id"], name="establishment_latest"),
        ),
    ]
