# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — codes of our own
"""The tables of imports come over from the registry with every row in them, then get what the engine needs beside."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chuan.audit.rows
import chuan.lib.ids

_STATUS = [('waiting', 'Waiting'), ('reading', 'Reading the file'), ('asking', 'Waiting for an answer'), ('checking', 'Checking the rows'), ('ready', 'Checked, nothing written yet'), ('writing', 'Writing'), ('done', 'Done'), ('refused', 'Refused'), ('cancelled', 'Cancelled'), ('undone', 'Undone')]
_OUTCOME = [('added', 'New'), ('changed', 'Changed'), ('same', 'Already on file, the same'), ('likely', 'Probably the same'), ('refused', 'Wrong')]
#: codes that left the registry with the engine
_CODES = {
    "registry.serial-without-characters": "imports.without-characters", "registry.serial-twice": "imports.row-twice",
    **{f"registry.commune-{what}": f"parties.commune-{what}" for what in ("unknown", "misspelled", "ambiguous")},
    **{f"registry.{code}": f"imports.{code}" for code in (
        "value-missing", "value-too-long", "formula-without-value", "number-unreadable", "count-unreadable",
        "date-unreadable", "date-impossible", "date-in-future",
    )},
}
_replaced = "problems::text"
for _before, _after in _CODES.items():
    _replaced = f"replace({_replaced}, '\"{_before}\"', '\"{_after}\"')"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL("ALTER TABLE registry_import RENAME TO imports_import", "ALTER TABLE imports_import RENAME TO registry_import"),
                migrations.RunSQL("ALTER TABLE registry_importrow RENAME TO imports_importrow", "ALTER TABLE imports_importrow RENAME TO registry_importrow"),
            ],
            state_operations=[
                migrations.CreateModel(
                    name='Import',
                    fields=[
                        ('id', models.UUIDField(default=chuan.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                        ('province', models.CharField(default=chuan.audit.rows.province_code, editable=False, max_length=2)),
                        ('kind', models.CharField(max_length=40, verbose_name='Kind of record')),
                        ('status', models.CharField(choices=_STATUS, default='waiting', max_length=10, verbose_name='Status')),
                        ('uploaded_at', models.DateTimeField(verbose_name='Uploaded at')),
                        ('finished_at', models.DateTimeField(null=True)),
                        ('rows_total', models.PositiveIntegerField(default=0, verbose_name='Rows')),
                        ('rows_checked', models.PositiveIntegerField(default=0)),
                        ('rows_added', models.PositiveIntegerField(default=0, verbose_name='New')),
                        ('rows_same', models.PositiveIntegerField(default=0, verbose_name='Same')),
                        ('rows_refused', models.PositiveIntegerField(default=0, verbose_name='Wrong')),
                        ('error_code', models.CharField(blank=True, max_length=80)),
                        ('error_data', models.JSONField(default=dict)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                        ('marked_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={'ordering': ['-uploaded_at']},
                ),
                migrations.CreateModel(
                    name='ImportRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='Row')),
                        ('outcome', models.CharField(choices=_OUTCOME, default='refused', max_length=10)),
                        ('problems', models.JSONField(default=list)),
                        ('values', models.JSONField(default=dict)),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='imports.import')),
                    ],
                    options={
                        'ordering': ['sheet', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('source', 'number'), name='import_row_once')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(
            "UPDATE imports_import SET error_code = 'imports.' || split_part(error_code, '.', 2) WHERE error_code LIKE 'registry.%'",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(f"UPDATE imports_importrow SET problems = ({_replaced})::jsonb", migrations.RunSQL.noop),
        # what the rows of the engine's first version came to is settled: no trigger waits when the table changes
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddField('import', 'decision', models.CharField(blank=True, choices=[('', 'Show me first what would happen'), ('good', 'The good rows; the others come back marked'), ('all', 'All rows or none')], default='', max_length=5)),
        migrations.AddField('import', 'decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField('import', 'encoding', models.CharField(blank=True, choices=[('', 'not asked'), ('unicode', 'as they stand'), ('tcvn3', 'TCVN3 (.VnTime and other .Vn fonts)'), ('vni', 'VNI (VNI-Times and other VNI fonts)')], default='', max_length=10)),
        migrations.AddField('import', 'extent', models.JSONField(default=dict)),
        migrations.AddField('import', 'question', models.JSONField(default=dict)),
        migrations.AddField('import', 'mapping', models.JSONField(default=dict)),
        migrations.AddField('import', 'twin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imports.import')),
        migrations.AddField('import', 'rows_changed', models.PositiveIntegerField(default=0, verbose_name='Changed')),
        migrations.AddField('import', 'rows_likely', models.PositiveIntegerField(default=0, verbose_name='Probably the same')),
        migrations.AddField('import', 'cancel_asked', models.BooleanField(default=False)),
        migrations.AddField('importrow', 'sheet', models.CharField(blank=True, default='', max_length=40), preserve_default=False),
        migrations.AddField('importrow', 'subject', models.UUIDField(null=True)),
        migrations.AddField('importrow', 'before', models.JSONField(default=dict)),
        migrations.AddField('importrow', 'verdict', models.CharField(blank=True, choices=[('', 'Not decided yet'), ('same', 'The same'), ('new', 'Another one')], default='', max_length=4)),
        migrations.RemoveConstraint('importrow', 'import_row_once'),
        migrations.AddConstraint('importrow', models.UniqueConstraint(fields=('source', 'sheet', 'number'), name='import_row_once')),
        migrations.AddIndex('importrow', models.Index(fields=['source', 'outcome', 'number'], name='import_row_outcome')),
        migrations.CreateModel(
            name='ImportedRows',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('model', models.CharField(max_length=100)),
                ('ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='made', to='imports.import')),
            ],
            options={'constraints': [models.UniqueConstraint(fields=('source', 'position'), name='imported_rows_once')]},
        ),
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('signature', models.CharField(max_length=64)),
                ('mapping', models.JSONField()),
                ('used_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={'constraints': [models.UniqueConstraint(fields=('user', 'kind', 'signature'), name='column_mapping_once')]},
        ),
    ]
