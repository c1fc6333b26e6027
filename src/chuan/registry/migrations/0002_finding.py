# SPDX-License-Identifier: Apache-2.0
"""Indexes by which instruments are listed in order and found by what stands on them, a million of them and more."""

from django.db import migrations

_KEY = "regexp_replace(chuan_fold({}), '[^0-9a-z]+', '', 'g')"
_MARK = _KEY.format("type_approval_mark")
_PLATE = _KEY.format("(characteristics ->> 'plate')")
_INDEXES = {
    "instrument_listed": "(kind, maker, serial, id)",
    "instrument_by_last_day": "(COALESCE(valid_until, '9999-12-31'::date), id)",
    "instrument_by_entry": "(registered_at, id)",
    "instrument_serial_key": "(serial_key varchar_pattern_ops, id)",
    "instrument_mark_key": f"(({_MARK}) text_pattern_ops) WHERE type_approval_mark <> ''",
    "instrument_plate_key": f"(({_PLATE}) text_pattern_ops) WHERE characteristics ? 'plate'",
    "instrument_never": "(kind, maker, serial, id) WHERE status = 'in_use' AND last_verified_on IS NULL",
    "instrument_not_used": "(kind, maker, serial, id) WHERE status <> 'in_use'",
}


class Migration(migrations.Migration):

    dependencies = [("registry", "0001_initial")]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON registry_instrument {what}", f"DROP INDEX {name}")
        for name, what in _INDEXES.items()
    ]
