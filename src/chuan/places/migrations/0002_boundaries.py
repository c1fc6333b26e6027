# SPDX-License-Identifier: Apache-2.0
"""Shapes of communes for the map."""

import chuan.audit.rows
import chuan.lib.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Boundary',
            fields=[
                ('id', models.UUIDField(default=chuan.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('province', models.CharField(default=chuan.audit.rows.province_code, editable=False, max_length=2)),
                ('polygons', models.JSONField()),
                ('source', models.CharField(max_length=200)),
                ('loaded_at', models.DateTimeField()),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='boundary', to='places.administrativeunit')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
