# SPDX-License-Identifier: Apache-2.0
"""Indexes along which the stations of a commune, and what is in use at each, are read in the order of the due list."""

from django.db import migrations

_INDEXES = {
    "premises_by_commune": "parties_premises (current_unit_id, name, id)",
    "instrument_at_place": "registry_instrument (premises_id, valid_until) WHERE status = 'in_use'",
}


class Migration(migrations.Migration):

    dependencies = [("registry", "0004_reference_points"), ("parties", "0002_names_contacts_activities")]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON {what}", f"DROP INDEX {name}") for name, what in _INDEXES.items()
    ]
