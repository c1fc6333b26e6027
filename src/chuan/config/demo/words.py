# SPDX-License-Identifier: Apache-2.0
"""Names as they are borne in the province (Thái, Kinh, Mông, Mường), and numbers that belong to nobody."""

from dataclasses import dataclass

from stdnum.vn import mst


@dataclass(frozen=True)
class People:
    """Family names and what follows them, as one people puts them."""

    families: tuple[str, ...]
    rests: tuple[str, ...]

    def name(self, index: int) -> str:
        """The index-th name; no two alike until all are used."""
        families, rests = self.families, self.rests
        turn = index // len(families)
        return f"{families[index % len(families)]} {rests[(turn + index) % len(rests)]}"


_THAI = People(
    ("Lò", "Cầm", "Quàng", "Tòng", "Lường", "Cà", "Vì", "Bạc", "Điêu", "Lèo", "Hoàng"),
    ("Văn Thoan", "Thị Ín", "Văn Pản", "Thị Hương", "Văn Chung", "Thị Phương", "Văn Inh", "Thị Lả", "Văn Dương",
     "Thị Xuân", "Văn Tiện", "Thị Nhung", "Văn Bó", "Thị Hặc", "Văn Thương", "Thị Thuý", "Văn Sơi", "Thị Mai",
     "Văn Hặc", "Thị Biên", "Văn Muôn", "Thị Dung", "Văn Lả"),
)
_KINH = People(
    ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Bùi"),
    ("Văn Hùng", "Thị Ngọc", "Đức Thắng", "Thị Hoa", "Quang Huy", "Thị Thu Hà", "Mạnh Cường", "Thị Lan Anh",
     "Xuân Trường", "Thị Hồng Nhung", "Quốc Khánh", "Thị Minh Nguyệt", "Tiến Dũng", "Thị Bích Liên", "Hữu Nghĩa"),
)
_MONG = People(
    ("Giàng", "Vàng", "Sồng", "Mùa", "Thào", "Hờ", "Lầu", "Tráng"),
    ("A Páo", "Thị Mỷ", "A Lâu", "Thị Dợ", "A Chinh", "Thị Súa", "A Vừ", "Thị Chư", "A Tủa", "Thị Pà", "A Dơ"),
)
_MUONG = People(
    ("Đinh", "Hà", "Quách", "Phùng", "Sa"),
    ("Văn Thức", "Thị Bưởi", "Công Hoan", "Thị Hạnh", "Văn Ưởng", "Thị Tuyết", "Văn Kiên", "Thị Thêm", "Văn Bảy"),
)
_TURN = (_THAI, _KINH, _THAI, _MONG, _THAI, _MUONG, _THAI, _KINH)


def person(index: int) -> str:
    """The index-th person's name; the peoples take turns about as they live in the province."""
    people = _TURN[index % len(_TURN)]
    before = sum(1 for other in _TURN[: index % len(_TURN)] if other is people)
    return people.name(index // len(_TURN) * _TURN.count(people) + before)


def phone(index: int) -> str:
    """A number of an exchange that does not exist: 0212 000 xxxx."""
    return f"0212 000 {index % 10_000:04d}"


def tax_code(index: int) -> str:
    """The index-th ten-digit code with a right check digit, in a stretch kept for illustrations."""
    found = -1
    for stem in range(559_900_000, 560_000_000):
        code = f"{stem}{_check_digit(str(stem))}"
        found += len(code) == 10
        if found == index:
            return code
    raise LookupError(index)


def _check_digit(stem: str) -> str:
    return str(mst.calc_check_digit(stem))


#: Companies that sell fuel.
FUEL_COMPANIES = (
    "Công ty TNHH Xăng dầu Tây Bắc Xanh", "Công ty cổ phần Xăng dầu Sông Đà Thượng", "Công ty TNHH Hưng Thịnh Mường La",
    "Công ty TNHH Thương mại Minh Phát Mai Sơn", "Doanh nghiệp tư nhân Xăng dầu Hồng Ngát",
    "Công ty TNHH Xăng dầu Bình Minh Phù Yên", "Công ty cổ phần Vật tư nông nghiệp Cao Nguyên",
    "Công ty TNHH Thanh Bình Thuận Châu", "Hợp tác xã Dịch vụ Xăng dầu Sông Mã", "Công ty TNHH Xăng dầu Yên Châu Xanh",
    "Công ty TNHH Vận tải và Xăng dầu Tô Hiệu", "Doanh nghiệp tư nhân Phú Lộc Bắc Yên",
)
TAXI_COMPANIES = (
    "Công ty TNHH Taxi Hoa Ban", "Công ty cổ phần Vận tải Sao Tây Bắc", "Hợp tác xã Taxi Mộc Châu Xanh",
    "Công ty TNHH Taxi Nậm La",
)
POWER_COMPANY = "Công ty Phân phối điện Sơn La"
WATER_COMPANY = "Công ty cổ phần Nước sạch Sơn La"
STREETS = ("đường Tô Hiệu", "đường Trường Chinh", "đường Hoàng Quốc Việt", "quốc lộ 6", "quốc lộ 37", "tiểu khu 3",
           "bản Mòng", "tiểu khu 8", "quốc lộ 279")
#: After the name of every invented organisation.
INVENTED = " (minh hoạ)"
