# SPDX-License-Identifier: Apache-2.0
"""Loading administrative units from files, of any province."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.audit.actions import record
from chuan.places.boundaries import read_boundaries
from chuan.places.choices import Level
from chuan.places.errors import BoundariesRefused, UnitFileMalformed
from chuan.places.files import SuccessionLine, UnitLine, read_successions, read_units
from chuan.places.models import AdministrativeUnit, Boundary, Succession
from chuan.places.queries import Gazetteer, communes_on

#: The files that come with the package.
DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Loaded:
    """What a load changed."""

    units_added: int
    units_changed: int
    successions_added: int


@transaction.atomic
def load_places(*, folder: Path = DATA, actor: User | None = None) -> Loaded:
    """Make the tables say what the files of a folder say. Loading twice changes nothing; no unit is ever removed."""
    unit_files, succession_files = sorted(folder.glob("units-*.csv")), sorted(folder.glob("successions-*.csv"))
    if not unit_files:
        raise UnitFileMalformed(file=str(folder), line=0, reason="there is no units-*.csv in the folder")
    lines = read_units(unit_files)
    successions = read_successions(succession_files, lines)
    added, changed = _write_units(lines)
    loaded = Loaded(added, changed, _write_successions(successions))
    if any(asdict(loaded).values()):
        subject = AdministrativeUnit.objects.filter(level=Level.PROVINCE, code=_province(lines)).first()
        if subject is not None:
            record("places.units.loaded", actor=actor, subject=subject, data=asdict(loaded))
    return loaded


def _province(lines: list[UnitLine]) -> str:
    return next((line.code for line in lines if line.level == Level.PROVINCE), "")


def _write_units(lines: list[UnitLine]) -> tuple[int, int]:
    standing = {(u.level, u.code, u.valid_from): u for u in AdministrativeUnit.objects.defer("search")}
    new, changed = [], []
    for line in lines:
        values = asdict(line)
        unit = standing.get((line.level, line.code, line.valid_from))
        if unit is None:
            new.append(AdministrativeUnit(**values))
        elif any(getattr(unit, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(unit, name, value)
            changed.append(unit)
    AdministrativeUnit.objects.bulk_create(new)
    if changed:
        AdministrativeUnit.objects.bulk_update(changed, list(asdict(lines[0])), batch_size=500)
    return len(new), len(changed)


def _write_successions(lines: list[SuccessionLine]) -> int:
    units: dict[tuple[str, str], list[AdministrativeUnit]] = {}
    for unit in AdministrativeUnit.objects.defer("search"):
        units.setdefault((unit.level, unit.code), []).append(unit)

    def at(level: str, code: str, day: date) -> AdministrativeUnit:
        return next(unit for unit in units[(level, code)] if unit.exists_on(day))

    before = Succession.objects.count()
    Succession.objects.bulk_create(
        [
            Succession(
                predecessor=at(line.level, line.code, line.happened_on - timedelta(days=1)),
                successor=at(line.level, line.successor_code, line.happened_on), happened_on=line.happened_on,
                relation=line.relation, confidence=line.confidence, note=line.note, source=line.source,
            )
            for line in lines
        ],
        update_conflicts=True, unique_fields=["predecessor", "successor"],
        update_fields=["happened_on", "relation", "confidence", "note", "source"],
    )
    return Succession.objects.count() - before


@transaction.atomic
def load_boundaries(*, actor: User, at: datetime, on: date, name: str, content: bytes) -> tuple[int, list[str]]:
    """Put the shapes of a GeoJSON in place of those on file; how many communes got one, and which shapes found none.

    A shape belongs to the commune of its code, else to the only commune of its name.
    """
    require(actor, "places.load_boundaries")
    shapes, gazetteer = read_boundaries(content), Gazetteer.load(on)
    today = {unit.code: unit for unit in communes_on(on)}
    found: dict[str, Boundary] = {}
    unknown = []
    for code, said, polygons in shapes:
        unit = today.get(code.zfill(5)) or _only(gazetteer, said)
        if unit is None or unit.code in found:
            unknown.append(said or code or "?")
            continue
        found[unit.code] = Boundary(unit=unit, polygons=polygons, source=name[:200], loaded_at=at)
    if not found:
        raise BoundariesRefused(reason="no shape carries the code or the name of a commune of today")
    Boundary.objects.all().delete()
    Boundary.objects.bulk_create(found.values())
    province = AdministrativeUnit.objects.filter(level=Level.PROVINCE).first()
    if province is not None:
        record("places.boundaries.loaded", actor=actor, subject=province,
               data={"file": name[:200], "communes": len(found), "unknown": len(unknown)})
    return len(found), unknown


def _only(gazetteer: Gazetteer, name: str) -> AdministrativeUnit | None:
    units = {unit.pk: unit for match in gazetteer.named(name) for unit in match.current} if name else {}
    return next(iter(units.values())) if len(units) == 1 else None
