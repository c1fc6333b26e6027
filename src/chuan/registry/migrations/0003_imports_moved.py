# SPDX-License-Identifier: Apache-2.0
"""Imports belong to a room of their own; their tables were renamed, so the instruments' references stand. And an index
by which serial numbers are found as people confuse them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0001_initial'),
        ('registry', '0002_finding'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.AlterField('instrument', 'source_import', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instruments', to='imports.import')),
            migrations.AlterField('instrumentevent', 'source_import', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='imports.import')),
            migrations.DeleteModel('ImportRow'),
            migrations.DeleteModel('Import'),
        ]),
        migrations.RunSQL(
            "CREATE INDEX instrument_serial_loose ON registry_instrument (ltrim(translate(serial_key, 'oil', '011'), '0'))",
            "DROP INDEX instrument_serial_loose",
        ),
    ]
