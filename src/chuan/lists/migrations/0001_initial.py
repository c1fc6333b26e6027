# SPDX-License-Identifier: Apache-2.0
"""Saved views and exports."""

import chuan.lib.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_user_must_change_password'),
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=chuan.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('province', models.CharField(default=chuan.audit.rows.province_code, editable=False, max_length=2)),
                ('list', models.CharField(max_length=60)),
                ('query', models.CharField(blank=True, max_length=2000)),
                ('format', models.CharField(choices=[('xlsx', 'Excel'), ('csv', 'CSV')], max_length=4, verbose_name='Format')),
                ('language', models.CharField(default='vi', max_length=2)),
                ('on', models.DateField(verbose_name='As of')),
                ('requested_at', models.DateTimeField(verbose_name='Requested at')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('writing', 'Writing'), ('done', 'Done'), ('refused', 'Refused')], default='waiting', max_length=10, verbose_name='Status')),
                ('rows_expected', models.PositiveIntegerField(default=0)),
                ('rows_done', models.PositiveIntegerField(default=0, verbose_name='Rows')),
                ('finished_at', models.DateTimeField(null=True)),
                ('error_code', models.CharField(blank=True, max_length=80)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-requested_at'],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=chuan.lib.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('province', models.CharField(default=chuan.audit.rows.province_code, editable=False, max_length=2)),
                ('list', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('query', models.CharField(blank=True, max_length=2000)),
                ('is_default', models.BooleanField(default=False, verbose_name='Open the list with this view')),
                ('saved_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit')),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['unit', 'list'], name='saved_view_unit')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'list', 'name'), name='saved_view_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('owner', 'list'), name='saved_view_one_default')],
            },
        ),
    ]
