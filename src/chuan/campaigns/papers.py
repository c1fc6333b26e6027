# SPDX-License-Identifier: Apache-2.0
"""The report of gaps: the same tables for the page, the workbook and the paper; every cell knows the list behind it."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from chuan.accounts.models import User
from chuan.campaigns import drawing, queries
from chuan.campaigns.choices import CampaignStatus, FindingKind, Gap, LawReviewed
from chuan.campaigns.docx import written
from chuan.campaigns.models import Campaign
from chuan.campaigns.queries import NONE, Line
from chuan.documents.pdf import compile_pdf
from chuan.lib.clock import day_of
from chuan.parties.choices import Sector
from chuan.places.choices import Level
from chuan.places.models import AdministrativeUnit
from chuan.ui.figures import number

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
#: column → the filters of the list behind it
_BEHIND: dict[str, dict[str, str]] = {
    "total": {}, **{kind.value: {"finding": kind.value} for kind in FindingKind}, "waiting": {"finding": NONE},
    **{f"gap_{gap.value}": {"gap": gap.value} for gap in Gap},
}


@dataclass(frozen=True)
class Cell:
    """A figure, what it counts, and the list behind it."""

    heading: str
    figure: int
    url: str


@dataclass(frozen=True)
class Table:
    """Counts by sector or by commune; `total` is the last row."""

    title: str
    first: str
    headings: list[str]
    rows: list[tuple[str, list[Cell]]]
    total: list[Cell]


def tables(user: User, campaign: Campaign) -> list[Table]:
    """Findings and, once the campaign is closed, gaps: by sector and by commune."""
    sectors = {sector.value: str(sector.label) for sector in Sector}
    by_sector = [(sectors.get(line.code, _("Sector not known")), line) for line in queries.report_by_sector(user, campaign)]
    by_commune = [(line.name or _("Commune not decided"), line) for line in queries.report_by_commune(user, campaign)]
    return [
        _table(campaign, _("By sector"), _("Sector"), "sector", by_sector),
        _table(campaign, _("By commune"), _("Commune"), "commune", by_commune),
    ]


def _table(campaign: Campaign, title: str, first: str, name: str, lines: list[tuple[str, Line]]) -> Table:
    headings = {
        "total": _("Establishments"), **{kind.value: str(kind.label) for kind in FindingKind}, "waiting": _("Not reviewed"),
    }
    if campaign.status == CampaignStatus.CLOSED:
        headings |= {f"gap_{gap.value}": str(gap.label) for gap in Gap}
    base = reverse("campaigns:establishments", args=[campaign.pk])

    def cells(line: Line, narrowed: dict[str, str]) -> list[Cell]:
        return [
            Cell(heading, line.counts.get(code, 0), f"{base}?{urlencode(narrowed | _BEHIND[code])}")
            for code, heading in headings.items()
        ]

    rows = [(label, cells(line, {name: line.code})) for label, line in lines]
    return Table(title, first, list(headings.values()), rows, cells(queries.total_of([line for _label, line in lines]), {}))


def report_workbook(user: User, campaign: Campaign) -> bytes:
    """A sheet per table, figures as numbers."""
    import xlsxwriter  # slow to load, and most processes never write a workbook

    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E6EFEE", "valign": "vcenter"})
        cell, strong = book.add_format({"border": 1}), book.add_format({"border": 1, "bold": True})
        for table in tables(user, campaign):
            page = book.add_worksheet(table.title)
            page.write_string(0, 0, campaign.title, book.add_format({"bold": True, "font_size": 14}))
            page.write_string(1, 0, _period(campaign))
            page.set_column(0, 0, 34)
            page.set_column(1, len(table.headings), 13)
            for column, heading in enumerate([table.first, *table.headings]):
                page.write_string(3, column, heading, head)
            rows = [*((label, cells, cell) for label, cells in table.rows), (_("Total"), table.total, strong)]
            for place, (label, cells, style) in enumerate(rows, start=4):
                page.write_string(place, 0, label, style)
                for column, one in enumerate(cells, start=1):
                    page.write_number(place, column, one.figure, style)
            page.freeze_panes(4, 1)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
    return output.getvalue()


def report_pdf(user: User, campaign: Campaign, *, at: datetime) -> bytes:
    """The report laid out by decree 30/2020, in Vietnamese whoever asks for it."""
    return compile_pdf(TEMPLATE, _data(user, campaign, at=at), at=at)


def report_docx(user: User, campaign: Campaign, *, at: datetime) -> bytes:
    """The same, to be worked on in a word processor: figures as they are counted, the proposal left to be written."""
    return written(_data(user, campaign, at=at))


def _data(user: User, campaign: Campaign, *, at: datetime) -> dict[str, Any]:
    with translation.override("vi"):
        unit = drawing.department()
        province = AdministrativeUnit.objects.filter(level=Level.PROVINCE, code=unit.place_code, valid_until=None).first()
        made = tables(user, campaign)
        counts = {cell.heading: number(cell.figure) for cell in made[0].total}
        day = day_of(at)
        return {
            "superior": f"ỦY BAN NHÂN DÂN {province.full_name.upper()}" if province else "", "organisation": unit.name,
            "place": province.name if province else "", "day": day.isoformat(), "title": campaign.title,
            "laws": [str(LawReviewed(law).label) for law in campaign.laws], "period": _period(campaign),
            "is_final": campaign.status == CampaignStatus.CLOSED, "counts": list(counts.items()),
            "tables": [_plain(table) for table in made],
        }


def _plain(table: Table) -> dict[str, Any]:
    rows = [[label, *(number(cell.figure) for cell in cells)] for label, cells in table.rows]
    total = [_("Total"), *(number(cell.figure) for cell in table.total)]
    return {"title": table.title, "heads": [table.first, *table.headings], "rows": rows, "total": total}


def _period(campaign: Campaign) -> str:
    return _("From {first} to {last}").format(first=f"{campaign.first_day:%d/%m/%Y}", last=f"{campaign.last_day:%d/%m/%Y}")
