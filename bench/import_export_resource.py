# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ARG002 — the hooks are called with names
"""The list of meters as django-import-export takes it, in bulk mode without diffs, in two ways.

`MeterResource` finds owners and places by the ordinary foreign-key widgets. `CachedMeterResource` makes them before the
first row and lets the widgets that keep all of them in memory find them. Both are kinder than most: missing owners and
places, communes, dates and last days are remembered, not asked again.
"""

import json
from typing import Any, ClassVar

from import_export import fields, resources, widgets

from chuan.lib import clock
from chuan.lib.text import key, tidy
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code, kind_of
from chuan.places.queries import Gazetteer
from chuan.registry.kinds import fields_of
from chuan.registry.models import Instrument
from chuan.registry.rules import last_valid_day
from tests.workbooks import METER_KIND

_TYPED = {
    "Cấp chính xác": "accuracy_class", "Ib (A)": "i_base_a", "Imax (A)": "i_max_a", "Un (V)": "u_nominal",
    "Hằng số công tơ": "constant", "Số pha": "phases", "Cách đấu": "connection", "Năm sản xuất": "year_made",
    "Mã khách hàng": "owner_code",
}


class _AtOwner(widgets.ForeignKeyWidget):
    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        return Premises.objects.filter(party__tax_code=row["Mã số thuế"])


class MeterResource(resources.ModelResource):
    """Rows of the workbook to instruments."""

    #: what is known of owners, places and days, from one part of the list to the next
    seen: ClassVar[dict[Any, Any]] = {}

    maker = fields.Field("maker", "Hãng sản xuất")
    model = fields.Field("model", "Kiểu")
    serial = fields.Field("serial", "Số công tơ")
    type_approval_mark = fields.Field("type_approval_mark", "Ký hiệu phê duyệt mẫu")
    owner = fields.Field("owner", "Mã số thuế", widgets.ForeignKeyWidget(Party, "tax_code"))
    premises = fields.Field("premises", "Trạm biến áp", _AtOwner(Premises, "name"))
    last_verified_on = fields.Field("last_verified_on", "Ngày kiểm định gần nhất", widgets.DateWidget())
    characteristics = fields.Field("characteristics", "characteristics", widgets.JSONWidget())

    class Meta:
        model = Instrument
        use_bulk = True
        batch_size = 1000
        skip_diff = True
        report_skipped = False
        import_id_fields = ("kind", "maker_key", "serial_key")
        fields = ("kind", "maker", "model", "serial", "maker_key", "serial_key", "type_approval_mark", "characteristics", "owner",
                  "premises", "last_verified_on", "valid_until", "registered_at")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        for name in ("kind", "maker_key", "serial_key", "characteristics", "valid_until", "registered_at"):
            dataset.append_col([""] * len(dataset), header=name)
        self.places = Gazetteer.load(clock.today())
        self.typed = {field.code: field for field in fields_of(METER_KIND)}
        self.at = clock.now()

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        self.place_of(row)
        day = row["Ngày kiểm định gần nhất"] = row["Ngày kiểm định gần nhất"].date()
        if day not in self.seen:
            self.seen[day] = last_valid_day(METER_KIND, day)
        row["characteristics"] = json.dumps({name: self.typed[name].value(str(row[heading])) for heading, name in _TYPED.items()})
        row["kind"], row["maker_key"], row["serial_key"] = METER_KIND, key(row["Hãng sản xuất"]), key(row["Số công tơ"])
        row["valid_until"], row["registered_at"] = self.seen[day], self.at

    def place_of(self, row: Any) -> Any:
        """The place of a row, made with its owner if they are missing."""
        code = row["Mã số thuế"] = check_tax_code(row["Mã số thuế"])
        place = tidy(row["Trạm biến áp"])
        if code not in self.seen:
            self.seen[code] = Party.objects.create(kind=kind_of(code), name=tidy(row["Tên đơn vị"]), tax_code=code)
        if (code, place) not in self.seen:
            match = self.places.named(row["Xã, phường"])[0]
            self.seen[code, place] = Premises.objects.create(
                party=self.seen[code], name=place, stated_unit=match.stated, current_unit=match.current[0])
        return self.seen[code, place]


class CachedMeterResource(MeterResource):
    """The same with every owner and place in memory."""

    owner = fields.Field("owner", "Mã số thuế", widgets.CachedForeignKeyWidget(Party, "tax_code"))
    premises = fields.Field("premises", "place", widgets.CachedForeignKeyWidget(Premises, "pk"))

    class Meta(MeterResource.Meta):
        pass

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        ids = [self.place_of(row).pk for row in dataset.dict]
        dataset.append_col(ids, header="place")
