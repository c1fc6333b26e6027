# SPDX-License-Identifier: Apache-2.0
"""Two parties that are one, with everything that can hang on them; and the whole database as text."""

from datetime import date
from typing import Any

from django.db import connection

from chuan.merging import kinds
from chuan.parties.models import Activity, Contact, FormerName, Party
from tests import make

#: what a merge and its undoing are recorded in; everything else has to be as it was
_RECORD = ("audit_entry", "merging_", "pghistory_", "procrastinate_", "django_session", "chuan_cache")


def party_with_everything(name: str, **over: Any) -> Party:
    """A party with premises, an instrument, a former name, a contact and activities."""
    party = make.make_party(name=name, **over)
    premises = make.make_premises(party=party)
    make.make_instrument(premises=premises)
    FormerName.objects.create(party=party, name=f"{name} cũ", until=date(2020, 1, 1))
    Contact.objects.create(party=party, premises=premises, name="Chị Lan", phone="0912 345 678", purpose="Hẹn kiểm định",
                           basis="law")
    Activity.objects.create(party=party, sector="fuel", role="trader")
    Activity.objects.create(party=party, sector="fuel", role="user", premises=premises)
    return party


def twins() -> tuple[Party, Party]:
    """The same company twice: once with its tax code, once without and with other particulars."""
    first = party_with_everything("Công ty TNHH Xăng dầu Sơn La", address="Số 1 Tô Hiệu")
    second = party_with_everything(
        "CTY TNHH xăng dầu Sơn La", tax_code="", phone="02123 856 001", email="xd@example.vn", status="suspended",
        status_since=date(2026, 1, 1),
    )
    return first, second


def state() -> dict[str, str]:
    """Every row of every table but those that record what happened, as one fingerprint per table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [
            name for (name,) in cursor.fetchall() if not name.startswith(_RECORD) and not name.endswith("event")
        ]
        found = {}
        for name in tables:
            cursor.execute(f'SELECT coalesce(md5(string_agg(t::text, E\'\\n\' ORDER BY t::text)), \'\') FROM "{name}" t')
            found[name] = cursor.fetchone()[0]
    return found


PARTY, PREMISES, INSTRUMENT = "parties.party", "parties.premises", "registry.instrument"


def kind(label: str = PARTY) -> kinds.MergeKind:
    """A kind by its label."""
    return kinds.get(label)
