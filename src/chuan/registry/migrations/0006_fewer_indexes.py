# SPDX-License-Identifier: Apache-2.0
"""Fewer and cheaper indexes on instruments: each costs every row of a list that comes in.

One order by last valid day serves what is due as well as the list in that order; the order of the registry is that of
the keys that tell instruments apart, which have an index already.
"""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Coalesce

_LAST_DAY = Coalesce("valid_until", models.Value(date.max))
_BEFORE = {
    "instrument_listed": "(kind, maker, serial, id)",
    "instrument_by_last_day": "(COALESCE(valid_until, '9999-12-31'::date), id)",
    "instrument_at_place": "(premises_id, valid_until) WHERE status = 'in_use'",
    "instrument_never": "(kind, maker, serial, id) WHERE status = 'in_use' AND last_verified_on IS NULL",
    "instrument_not_used": "(kind, maker, serial, id) WHERE status <> 'in_use'",
}
_AFTER = {
    "instrument_never": "(kind, maker_key, serial_key) WHERE status = 'in_use' AND last_verified_on IS NULL",
    "instrument_not_used": "(kind, maker_key, serial_key) WHERE status <> 'in_use'",
}


def _made(name: str, what: str) -> str:
    return f"CREATE INDEX {name} ON registry_instrument {what}"


class Migration(migrations.Migration):

    dependencies = [("imports", "0001_initial"), ("parties", "0002_names_contacts_activities"), ("registry", "0005_place_by_place")]

    operations = [
        *(migrations.RunSQL(f"DROP INDEX {name}", _made(name, what)) for name, what in _BEFORE.items()),
        *(migrations.RunSQL(_made(name, what), f"DROP INDEX {name}") for name, what in _AFTER.items()),
        migrations.AlterModelOptions("instrument", {"ordering": ["kind", "maker_key", "serial_key"]}),
        migrations.RemoveIndex("instrument", "instrument_due"),
        migrations.RemoveIndex("instrument", "instrument_kind_due"),
        migrations.AddIndex("instrument", models.Index(_LAST_DAY, "id", name="instrument_by_last_day")),
        migrations.AddIndex("instrument", models.Index(
            fields=["kind", "valid_until"], condition=models.Q(status="in_use"), name="instrument_kind_due")),
        migrations.AddIndex("instrument", models.Index("premises", _LAST_DAY, name="instrument_at_place")),
        migrations.AlterField(
            "instrument", "premises",
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="instruments",
                              to="parties.premises", verbose_name="Place of use"),
        ),
        migrations.AlterField(
            "instrument", "source_import",
            models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                              related_name="instruments", to="imports.import"),
        ),
        # what was never verified has no last day: the due list finds it so
        migrations.RunSQL("UPDATE registry_instrument SET valid_until = NULL WHERE last_verified_on IS NULL AND valid_until IS NOT NULL",
                          migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint("instrument", models.CheckConstraint(
            condition=models.Q(valid_until=None) | models.Q(last_verified_on__isnull=False), name="instrument_last_day_of_a_verification")),
    ]
