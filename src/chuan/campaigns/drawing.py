# SPDX-License-Identifier: Apache-2.0
"""Whole-list work in single statements: drawing the list up, and counting what the registry lacks when it closes."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from chuan.accounts.choices import Role, UnitKind
from chuan.accounts.models import Membership, Unit
from chuan.audit.rows import province_code
from chuan.campaigns.choices import SECTOR_OF_KIND, FindingKind
from chuan.campaigns.errors import NoDepartment
from chuan.campaigns.models import Campaign
from chuan.parties.choices import Sector
from chuan.places.models import AdministrativeUnit
from chuan.registry.choices import InstrumentStatus

#: one row per establishment the campaign reaches, with its sector and the unit whose share it is
_REACHED = """
SELECT p.id AS premises_id, p.name, p.address, p.kind, p.current_unit_id AS commune_id,
       coalesce(share.unit_id, %(department)s::uuid) AS unit_id,
       coalesce(active.sector, said.sector, '') AS sector
FROM parties_premises p
LEFT JOIN places_administrativeunit c ON c.id = p.current_unit_id
LEFT JOIN unnest(%(share_codes)s::text[], %(share_units)s::uuid[]) AS share(code, unit_id) ON share.code = c.code
LEFT JOIN unnest(%(kinds_saying)s::text[], %(sectors_said)s::text[]) AS said(kind, sector) ON said.kind = p.kind
LEFT JOIN LATERAL (
    SELECT a.sector FROM parties_activity a
    WHERE a.party_id = p.party_id AND (a.premises_id IS NULL OR a.premises_id = p.id)
      AND (a.valid_from IS NULL OR a.valid_from <= %(day)s) AND (a.valid_until IS NULL OR a.valid_until >= %(day)s)
    ORDER BY (a.sector = ANY(%(sectors)s::text[])) DESC, a.premises_id IS NULL,
             array_position(%(all_sectors)s::text[], a.sector::text)
    LIMIT 1
) active ON true
WHERE (p.closed_on IS NULL OR p.closed_on >= %(day)s)
  AND (%(places)s::text[] = '{}' OR c.code = ANY(%(places)s::text[])
       OR (p.current_unit_id IS NULL AND p.stated_unit_id = ANY(%(leading)s::uuid[])))
  AND (%(premises_kinds)s::text[] = '{}' OR p.kind = ANY(%(premises_kinds)s::text[]))
  AND (%(sectors)s::text[] = '{}' OR coalesce(active.sector, said.sector) = ANY(%(sectors)s::text[]))
  AND (%(instrument_kinds)s::text[] = '{}' OR EXISTS (
       SELECT 1 FROM registry_instrument i
       WHERE i.premises_id = p.id AND i.kind = ANY(%(instrument_kinds)s::text[])))
"""

_DRAW = f"""
INSERT INTO campaigns_establishment (id, province, campaign_id, premises_id, name, address, kind, commune_id, unit_id,
                                     sector, finding, note, before, after)
SELECT gen_random_uuid(), %(province)s, %(campaign)s::uuid, premises_id, name, address, kind, commune_id, unit_id,
       sector, '', '', '{{}}', '{{}}'
FROM ({_REACHED}) reached
"""  # noqa: S608 — no value of anybody's, all given as parameters

_FORETELL = f"SELECT unit_id, count(*) FROM ({_REACHED}) reached GROUP BY unit_id"  # noqa: S608 — as above

_COUNT_GAPS = """
UPDATE campaigns_establishment e
SET no_tax_code = counted.no_tax_code, no_commune = counted.no_commune, overdue = counted.overdue, never = counted.never
FROM (
    SELECT mine.id, coalesce(o.tax_code, '') = '' AS no_tax_code, p.current_unit_id IS NULL AS no_commune,
           coalesce(inst.overdue, 0) AS overdue, coalesce(inst.never, 0) AS never
    FROM campaigns_establishment mine
    LEFT JOIN parties_premises p ON p.id = mine.premises_id
    LEFT JOIN parties_party o ON o.id = p.party_id
    LEFT JOIN (
        SELECT i.premises_id, count(*) FILTER (WHERE i.valid_until < %(day)s) AS overdue,
               count(*) FILTER (WHERE i.last_verified_on IS NULL) AS never
        FROM registry_instrument i
        WHERE i.status = %(in_use)s AND (i.valid_until < %(day)s OR i.last_verified_on IS NULL)
        GROUP BY i.premises_id
    ) inst ON inst.premises_id = mine.premises_id
    WHERE mine.campaign_id = %(campaign)s::uuid
) counted
WHERE counted.id = e.id AND e.finding <> ALL(%(gone)s::text[])
"""


def draw_up(campaign: Campaign) -> int:
    """Write the list of establishments and share it out, in one statement; how many."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, _parameters(campaign))
        return int(cursor.rowcount)


def foretell(campaign: Campaign) -> dict[UUID, int]:
    """Unit → how many establishments would be its share if the campaign opened now."""
    with connection.cursor() as cursor:
        cursor.execute(_FORETELL, _parameters(campaign))
        return dict(cursor.fetchall())


def count_gaps(campaign: Campaign, *, on: date) -> None:
    """Keep with each establishment that still stands what the registry lacks of it on a day."""
    gone = [FindingKind.CLOSED.value, FindingKind.NOT_FOUND.value]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_GAPS, {
            "campaign": campaign.pk, "day": on, "in_use": InstrumentStatus.IN_USE.value, "gone": gone,
        })


def department() -> Unit:
    """The unit that reviews what no commune has an officer for."""
    found = Unit.objects.filter(kind=UnitKind.AUTHORITY).order_by("parent_id", "code")
    for unit in found:
        if unit.parent_id is None:
            return unit
    raise NoDepartment


def shares_by_commune(on: date) -> dict[str, UUID]:
    """Code of a commune → the unit of its officer."""
    officers = Membership.objects.in_force_on(on).filter(
        role__in=[Role.LOCAL_OFFICER, Role.LOCAL_LEAD], unit__kind=UnitKind.LOCAL
    ).select_related("unit").order_by("role", "unit__code")
    shares: dict[str, UUID] = {}
    for member in sorted(officers, key=lambda m: m.role != Role.LOCAL_OFFICER):
        shares.setdefault(member.effective_place_code, member.unit_id)
    return shares


def _parameters(campaign: Campaign) -> Mapping[str, Any]:
    shares = shares_by_commune(campaign.first_day)
    leading: list[UUID] = []
    if campaign.places:
        leading = list(AdministrativeUnit.objects.all().leading_to(frozenset(campaign.places)).values_list("pk", flat=True))
    return {
        "campaign": campaign.pk, "province": province_code(), "day": campaign.first_day, "department": department().pk,
        "share_codes": list(shares), "share_units": list(shares.values()), "leading": leading,
        "kinds_saying": [kind.value for kind in SECTOR_OF_KIND],
        "sectors_said": [sector.value for sector in SECTOR_OF_KIND.values()],
        "all_sectors": Sector.values, "sectors": campaign.sectors, "places": campaign.places,
        "premises_kinds": campaign.premises_kinds, "instrument_kinds": campaign.instrument_kinds,
    }
