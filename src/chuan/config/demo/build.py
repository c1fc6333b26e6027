# SPDX-License-Identifier: Apache-2.0
"""The whole demonstration, in one transaction: all of it stands, or none."""

from dataclasses import dataclass
from datetime import date

from django.core.management.base import CommandError
from django.db import transaction

from chuan.accounts.models import User
from chuan.audit.actions import record
from chuan.config.demo.equipment import make_equipment, make_stock
from chuan.config.demo.history import History
from chuan.config.demo.instruments import make_instruments
from chuan.config.demo.mark import is_demonstration
from chuan.config.demo.owners import company_of_the_enterprise, make_owners
from chuan.config.demo.particulars import make_particulars
from chuan.config.demo.people import make_people, make_units
from chuan.config.demo.points import make_points
from chuan.config.demo.products import make_products
from chuan.config.demo.reviews import make_reviews
from chuan.config.demo.stage import Stage
from chuan.parties.models import Party, Premises
from chuan.places.actions import load_places
from chuan.planning.actions import load_plans
from chuan.registry.models import Instrument
from chuan.verification.models import Job, Order, VerificationCertificate


@dataclass(frozen=True)
class Built:
    """What stands now; `is_new` False: it stood before, nothing was changed."""

    is_new: bool
    counts: dict[str, int]


@transaction.atomic
def build(*, on: date) -> Built:
    """Build the province as of a day, unless it stands; refuses where other people already work."""
    if is_demonstration():
        return Built(is_new=False, counts=_counts())
    if others := User.objects.count():
        raise CommandError(f"{others} people work here already: a demonstration is only loaded into an empty province.")
    load_places()
    load_plans()
    stage = Stage(on=on)
    stage.read_places()
    company, tax_code = company_of_the_enterprise()
    make_units(stage, company=company, company_tax_code=tax_code)
    make_people(stage)
    owners = make_owners(stage)
    batches = make_instruments(stage, owners)
    make_particulars(stage, owners)
    history = History(stage, make_equipment(stage))
    history.tell(batches)
    series, last_used = history.last_mark
    make_stock(stage, series=series, last_used=last_used)
    make_products(stage, owners)
    make_points(stage, owners)
    make_reviews(stage, owners)
    counts = _counts()
    record("config.demonstration.loaded", actor=None, subject=stage.units["so-khcn"],
           data=counts | {"on": on.isoformat()})
    return Built(is_new=True, counts=counts)


def _counts() -> dict[str, int]:
    tables = (User, Party, Premises, Instrument, Order, Job, VerificationCertificate)
    return {table._meta.model_name or "": table._default_manager.count() for table in tables}
