# SPDX-License-Identifier: Apache-2.0
"""Shares of review campaigns on the home page: one's own to work through, and whose is late."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chuan.accounts.permissions import may
from chuan.accounts.scope import Scope
from chuan.campaigns.queries import shares_left, units_of
from chuan.lib import clock
from chuan.ui.figures import day, number
from chuan.ui.worklists import WorkItem

if TYPE_CHECKING:
    from chuan.accounts.models import User

_SHOWN = 5
#: a share is "due" within so many days of the campaign's last one
_SOON_DAYS = 7


def work_for(user: "User") -> Iterable[WorkItem]:
    """The shares of the user's units for those who review; late shares of all units for those who manage."""
    reviews, manages = may(user, "campaigns.find"), may(user, "campaigns.manage")
    if not reviews and not manages:
        return
    today = clock.today()
    left = shares_left(user)
    #: whoever sees some communes only, sees nothing but work of their own
    mine, only_here = units_of(user), not Scope.of(user).everything
    if reviews:
        for share in left:
            if share["unit"] in mine or only_here:
                yield _own(share, late=share["campaign__last_day"] < today, soon=share["campaign__last_day"] <= today + timedelta(_SOON_DAYS))
    if manages:
        late = [share for share in left if share["campaign__last_day"] < today]
        if late:
            yield _late(late)


def _url(share: dict[str, Any]) -> str:
    return reverse("campaigns:share", args=[share["campaign"], share["unit"]])


def _own(share: dict[str, Any], *, late: bool, soon: bool) -> WorkItem:
    return WorkItem(
        title=_("To review: {title}, until {day}").format(title=share["campaign__title"], day=day(share["campaign__last_day"])),
        count=share["count"], url=_url(share), icon="clipboard-check", act=_("Go on reviewing"),
        urgency="late" if late else "due" if soon else "waiting",
    )


def _late(shares: list[dict[str, Any]]) -> WorkItem:
    first = tuple(
        (share["unit__name"], _url(share), _("{count} left, {day}").format(count=number(share["count"]), day=day(share["campaign__last_day"])))
        for share in shares[:_SHOWN]
    )
    return WorkItem(
        title=_("Late shares of review campaigns"), count=len(shares), icon="clipboard-x", act=_("See how far it is"), urgency="late",
        url=reverse("campaigns:campaign", args=[shares[0]["campaign"]]), first=first,
    )
