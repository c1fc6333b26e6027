# SPDX-License-Identifier: Apache-2.0
"""What a draft of the law would have printed on certificates that hold: for information, since a paper keeps its day."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from chuan.lawdesk.effects import Cell, Effect, Figure, Link, Listing, address_of
from chuan.lawdesk.trial import Trial, embedded, rows_of, tried_sql
from chuan.verification.models import VerificationCertificate


def effects(trial: Trial) -> Iterator[Effect]:
    """Certificates that hold on the day and would say another one by the draft."""
    if not trial.kinds:
        return
    params: dict[str, Any] = {}
    holding = (
        VerificationCertificate.objects.visible_to(trial.user).in_force_on(trial.on).filter(instrument__kind__in=trial.kinds)
        .order_by().annotate(kind=F("instrument__kind")).values("id", "kind", "verified_on")
    )
    head, params = tried_sql(trial, things=embedded(holding, params, prefix="held"), params=params)
    [(total, shorter, longer)] = rows_of(
        f"{head} SELECT count(*), count(*) FILTER (WHERE after_until < before_until), count(*) FILTER (WHERE after_until > before_until)"  # noqa: S608
        " FROM fated", params,
    )
    if not total:
        return
    listings = [_listing(trial, head, params, "shorter", "<", shorter), _listing(trial, head, params, "longer", ">", longer)]
    yield Effect(
        key="certificates", title=_("Certificates"), icon="certificate",
        explanation=_("A certificate keeps the last day printed on it. This is what it would say had it been issued by the draft."),
        figures=[
            Figure(label=_("certificates that hold on the day, of the kinds the draft touches"), value=total),
            Figure(label=_("would hold shorter"), value=shorter, tone="tone-soon", listing="certificates.shorter" if shorter else ""),
            Figure(label=_("would hold longer"), value=longer, tone="tone-good", listing="certificates.longer" if longer else ""),
        ],
        listings=[listing for listing in listings if listing.count],
    )


def _listing(trial: Trial, head: str, params: dict[str, Any], key: str, sign: str, count: int) -> Listing:
    def fetch(limit: int | None) -> Iterable[Sequence[Cell]]:
        sql = (
            f"{head} SELECT f.id, c.year, c.number, f.kind, i.maker, i.serial, p.name, f.verified_on, c.valid_until,"  # noqa: S608
            " NULLIF(f.after_until, 'infinity')"
            " FROM fated f JOIN verification_verificationcertificate c ON c.id = f.id"
            " JOIN registry_instrument i ON i.id = c.instrument_id JOIN parties_premises p ON p.id = i.premises_id"
            f" WHERE f.after_until {sign} f.before_until ORDER BY f.after_until, c.year, c.number LIMIT %(limit)s"
        )
        url, names = address_of("verification:certificate"), trial.names()
        return [
            (Link(f"{year % 100:02d}.{number:05d}", url(pk)), names[kind],
             f"{maker} · {serial}", place, verified_on, printed, after)
            for pk, year, number, kind, maker, serial, place, verified_on, printed, after
            in rows_of(sql, params | {"limit": limit})
        ]

    title = _("Certificates that would hold shorter") if key == "shorter" else _("Certificates that would hold longer")
    return Listing(
        key=f"certificates.{key}", title=title, count=count, fetch=fetch,
        columns=[_("Certificate"), _("Kind"), _("Instrument"), _("Place of use"), _("Verified on"), _("Printed last day"), _("by the draft")],
    )
