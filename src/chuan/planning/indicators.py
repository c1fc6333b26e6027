# SPDX-License-Identifier: Apache-2.0
"""Named indicators: what a task counts is a query over records of the operating rooms, never a typed number.

An indicator counts what stood on the day `as_of`, within the days of its plan. Its records are those very rows, so
the list behind a figure is as long as the figure says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chuan.lib.clock import VIETNAM
from chuan.parties.models import Party
from chuan.registry.models import Instrument, InstrumentQuerySet
from chuan.verification.models import VerificationCertificate

if TYPE_CHECKING:
    from chuan.accounts.models import User

#: (first_day, last_day, as_of) -> the records
Records = Callable[[date, date, date], "QuerySet[Any]"]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A named way of counting. `whole` makes it a share: records in percent of the whole."""

    name: str
    title: "str | Promise"
    unit: "str | Promise"
    how: "str | Promise"
    #: what a record is: "certificate", "instrument" or "party"
    subject: str
    records: Records
    whole: Records | None = None
    #: of certificates: how the kinds it counts begin
    kind_prefix: str = ""

    @property
    def subject_unit(self) -> "str | Promise":
        """What is counted in the list of records, where the figure itself may be a share."""
        return {"certificate": _("certificates"), "instrument": _("instruments"), "party": _("parties")}[self.subject]

    @property
    def is_share(self) -> bool:
        """True if the figure is a percentage."""
        return self.whole is not None

    def records_for(self, user: "User", first_day: date, last_day: date, as_of: date) -> "QuerySet[Any]":
        """The records behind the figure, as far as this user may see them."""
        return self.records(first_day, last_day, as_of).visible_to(user)  # type: ignore[attr-defined,no-any-return]

    def figure_for(self, user: "User", first_day: date, last_day: date, as_of: date) -> Decimal:
        """The count, or the share in percent rounded down to a tenth (99.96 % is not yet all)."""
        count: int = self.records_for(user, first_day, last_day, as_of).count()
        if self.whole is None:
            return Decimal(count)
        whole: int = self.whole(first_day, last_day, as_of).visible_to(user).count()  # type: ignore[attr-defined]
        if not whole:
            return Decimal(0)
        return (Decimal(100 * count) / whole).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def certificates_issued(kind_prefix: str = "") -> Records:
    """Certificates for kinds of instrument, issued in the period and not revoked by `as_of`."""

    def records(first_day: date, last_day: date, as_of: date) -> "QuerySet[Any]":
        return VerificationCertificate.objects.filter(
            issued_on__range=(first_day, min(last_day, as_of)), instrument__kind__startswith=kind_prefix
        ).exclude(revoked_on__lte=as_of)

    return records


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=VIETNAM)


def _registered(_first_day: date, last_day: date, as_of: date) -> InstrumentQuerySet:
    return Instrument.objects.filter(registered_at__lte=_end_of(min(last_day, as_of)))


def _parties(first_day: date, last_day: date, as_of: date) -> "QuerySet[Any]":
    return Party.objects.filter(pk__in=_registered(first_day, last_day, as_of).values("owner"))


def _subject_to_periodic(first_day: date, last_day: date, as_of: date) -> "QuerySet[Any]":
    never_or_dated = Q(last_verified_on=None) | Q(valid_until__isnull=False)
    return _registered(first_day, last_day, as_of).in_use().filter(never_or_dated)


def _in_force(first_day: date, last_day: date, as_of: date) -> "QuerySet[Any]":
    day = min(last_day, as_of)
    by_certificate = VerificationCertificate.objects.in_force_on(day).values("instrument")
    by_register = Q(last_verified_on__lte=day, valid_until__gte=day)
    return _subject_to_periodic(first_day, last_day, as_of).filter(by_register | Q(pk__in=by_certificate))


_CERTIFICATES = _("certificates")
_HOW_CERTIFICATES = _("Certificates issued in the plan's period up to the day, without those revoked by then.")


def _by_kind(name: str, prefix: str, title: "str | Promise") -> Indicator:
    return Indicator(
        name=name, title=title, unit=_CERTIFICATES, how=_HOW_CERTIFICATES, subject="certificate",
        records=certificates_issued(prefix), kind_prefix=prefix,
    )


INDICATORS: dict[str, Indicator] = {
    indicator.name: indicator
    for indicator in (
        _by_kind("certificates.all", "", _("Certificates issued for group-2 instruments")),
        _by_kind("certificates.fuel-dispensers", "fuel-dispenser", _("Certificates issued for fuel dispensers")),
        _by_kind("certificates.electricity-meters", "elec-meter-", _("Certificates issued for electricity meters")),
        _by_kind("certificates.water-meters", "water-meter-", _("Certificates issued for cold-water meters")),
        _by_kind("certificates.taximeters", "taximeter", _("Certificates issued for taximeters")),
        _by_kind("certificates.scales", "scale-", _("Certificates issued for scales")),
        Indicator(
            name="parties.registered", title=_("Parties with registered instruments"), unit=_("parties"),
            how=_("Parties that own an instrument registered by the day."), subject="party", records=_parties,
        ),
        Indicator(
            name="instruments.registered", title=_("Instruments registered"), unit=_("instruments"),
            how=_("Instruments registered by the day, whatever their status."), subject="instrument",
            records=_registered,
        ),
        Indicator(
            name="instruments.in-force", title=_("Share of instruments in force"), unit=_("% of instruments"),
            how=_("Instruments in use whose verification is in force on the day, in percent of those that the law "
                  "wants verified periodically."),
            subject="instrument", records=_in_force, whole=_subject_to_periodic,
        ),
    )
}
