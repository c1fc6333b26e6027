# SPDX-License-Identifier: Apache-2.0
"""One account per role of the house, and a second verifier."""

from datetime import date

from django.contrib.auth.hashers import make_password

from chuan.accounts.choices import Role, UnitKind
from chuan.accounts.models import Membership, Unit, User
from chuan.config.demo import PASSWORD
from chuan.config.demo.mark import PREFIX
from chuan.config.demo.stage import Stage, at_hour
from chuan.lib.dates import add_months
from chuan.verification.models import VerifierCard

_SINCE = date(2024, 1, 2)
#: The commune whose committee takes part: phường Tô Hiệu.
LOCAL_CODE = "03646"

#: username, role, unit, full name, position
PEOPLE: tuple[tuple[str, Role, str, str, str], ...] = (
    ("planner", Role.PLANNER, "so-khcn", "Lò Thị Thanh Hương", "Chuyên viên kế hoạch"),
    ("registrar", Role.REGISTRAR, "so-khcn", "Nguyễn Văn Quyết", "Chuyên viên quản lý đo lường"),
    ("inspector", Role.INSPECTOR, "so-khcn", "Cầm Văn Chính", "Công chức kiểm tra"),
    ("editor", Role.EDITOR, "so-khcn", "Quàng Thị Mai", "Biên tập viên"),
    ("director", Role.DIRECTOR, "so-khcn", "Trần Quốc Khánh", "Giám đốc Sở"),
    ("reception", Role.RECEPTION, "trung-tam", "Hoàng Thị Thu", "Nhân viên tiếp nhận"),
    ("verifier", Role.VERIFIER, "trung-tam", "Lường Văn Minh", "Kiểm định viên"),
    ("verifier2", Role.VERIFIER, "trung-tam", "Giàng A Páo", "Kiểm định viên"),
    ("tester", Role.TESTER, "trung-tam", "Đinh Thị Hạnh", "Thử nghiệm viên"),
    ("accountant", Role.ACCOUNTANT, "trung-tam", "Vũ Thị Ngọc Lan", "Kế toán viên"),
    ("centre_director", Role.CENTRE_DIRECTOR, "trung-tam", "Bùi Đức Hải", "Giám đốc Trung tâm"),
    ("local_officer", Role.LOCAL_OFFICER, "ubnd-to-hieu", "Tòng Văn Thoan", "Công chức phòng Kinh tế"),
    ("local_lead", Role.LOCAL_LEAD, "ubnd-to-hieu", "Cà Thị Phương", "Phó Chủ tịch UBND phường"),
    ("enterprise", Role.ENTERPRISE, "doanh-nghiep", "Phạm Quang Huy", "Quản lý cửa hàng xăng dầu"),
    ("auditor", Role.AUDITOR, "so-khcn", "Hà Thị Tuyết", "Kiểm toán viên"),
    ("admin", Role.ADMIN, "so-khcn", "Lê Hồng Sơn", "Quản trị hệ thống"),
)


def make_units(stage: Stage, *, company: str, company_tax_code: str) -> None:
    """The department, its centre, a ward's committee, and a company that looks at its own."""
    born = at_hour(_SINCE, 8)

    def unit(slug: str, kind: UnitKind, name: str, **over: str) -> Unit:
        made = Unit(id=stage.next_id(born), code=PREFIX + slug, kind=kind, name=name, **over)
        stage.units[slug] = made
        return made

    authority = unit("so-khcn", UnitKind.AUTHORITY, "Sở Khoa học và Công nghệ tỉnh Sơn La", place_code="14")
    centre = unit("trung-tam", UnitKind.CENTRE, "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng", place_code="14")
    unit("ubnd-to-hieu", UnitKind.LOCAL, "Uỷ ban nhân dân phường Tô Hiệu", place_code=LOCAL_CODE)
    unit("doanh-nghiep", UnitKind.ENTERPRISE, company, tax_code=company_tax_code)
    Unit.objects.bulk_create(stage.units.values())
    centre.parent = authority
    centre.save(update_fields=["parent"])


def make_people(stage: Stage) -> None:
    """Accounts, memberships, and cards for those who verify. The password is hashed once: Argon2 is slow on purpose."""
    born, hashed = at_hour(_SINCE, 8), make_password(PASSWORD)
    for username, _, _, full_name, position in PEOPLE:
        stage.users[username] = User(
            id=stage.next_id(born), username=username, full_name=full_name, position=position, password=hashed,
            date_joined=born,
        )
    User.objects.bulk_create(stage.users.values())
    Membership.objects.bulk_create(
        Membership(id=stage.next_id(born), user=stage.users[username], unit=stage.units[slug], role=role,
                   started_on=_SINCE)
        for username, role, slug, _, _ in PEOPLE
    )
    VerifierCard.objects.bulk_create(
        VerifierCard(id=stage.next_id(born), user=stage.users[username], number=f"MH-KĐV-{place:03d}",
                     valid_until=add_months(stage.on, 30 + place))
        for place, username in enumerate(("verifier", "verifier2"), start=1)
    )
