# SPDX-License-Identifier: Apache-2.0
"""Headings, notes and choices of the lists of parties in English, by those in Vietnamese."""

_NUMBER = "10 số, 13 số (chi nhánh) hoặc 12 số (hộ kinh doanh, cá nhân); định dạng ô là Văn bản để giữ số 0 ở đầu."
_NUMBER_EN = "10 digits, 13 for a branch, 12 for a household or an individual; format the cells as Text to keep the zero in front."
#: of columns that lists of other rooms share with these
SHARED = {
    "Mã số thuế": "Tax code", _NUMBER: _NUMBER_EN,
    "Bắt buộc nếu mã số thuế chưa có trong sổ đăng ký; nếu không có mã số thuế thì ghi đúng tên trong sổ.":
        "Required if the tax code is not on file yet; without a tax code write the name as on file.",
    "Xã, phường": "Commune or ward",
    "Tên hiện nay hoặc tên cũ; nếu trùng tên thì viết thêm huyện, ví dụ: Xã Chiềng Chung, huyện Mai Sơn.":
        "Its name of today or a former one; where several bear it, add the district: Xã Chiềng Chung, huyện Mai Sơn.",
    "Địa chỉ": "Address", "Số nhà, đường, bản, tiểu khu.": "House number, street, hamlet, quarter.",
    "Ngày/tháng/năm.": "Day/month/year.", "Từ ngày": "From", "Chọn trong danh mục.": "Choose from the list.", "Khác": "Other",
    "Vai trò": "Role", "Sản xuất": "Makes", "Nhập khẩu": "Imports", "Kinh doanh": "Trades",
}


def tax_code_note(vietnamese: str, english: str) -> dict[str, str]:
    """The note on the tax code with a sentence behind it."""
    return {f"{_NUMBER} {vietnamese}": f"{_NUMBER_EN} {english}"}


_PARTIES = SHARED | tax_code_note("Để trống nếu không có.", "Leave it empty if there is none.") | {
    "Tên tổ chức, cá nhân": "Name of the party", "Tên đầy đủ như trên giấy chứng nhận đăng ký.": "The full name as on the certificate of registration.",
    "Loại hình": "Kind of party", "Chọn trong danh mục; để trống nếu chưa rõ.": "Choose from the list; leave it empty if nobody knows.",
    "Doanh nghiệp": "Enterprise", "Hợp tác xã": "Cooperative", "Hộ kinh doanh": "Household business", "Cá nhân": "Individual",
    "Cơ quan, đơn vị công lập": "Public body", "Tổ chức": "Organisation",
    "Số nhà, đường, bản, tiểu khu. Ai không có mã số thuế thì được nhận ra bằng tên và địa chỉ.":
        "House number, street, hamlet, quarter. Who has no tax code is known by name and address.",
    "Tình trạng hoạt động": "Status", "Để trống nếu đang hoạt động.": "Leave it empty while it is in business.",
    "Đang hoạt động": "In business", "Tạm ngừng": "Suspended", "Đã chấm dứt hoạt động": "Closed down", "Từ ngày": "Status since",
    "Ngày/tháng/năm tạm ngừng hoặc ngừng hoạt động.": "Day/month/year on which it was suspended or closed.",
}
_PREMISES = SHARED | tax_code_note("Mã số thuế của chủ cơ sở.", "That of the owner.") | {
    "Tên cơ sở": "Name of the premises", "Tên cửa hàng, nhà máy, chợ, quầy, phòng khám…": "Name of the shop, plant, market, stall, clinic…",
    "Loại cơ sở": "Kind of premises", "Chọn trong danh mục; để trống nếu không thuộc loại nào.": "Choose from the list; leave it empty if it is none of these.",
    "Cửa hàng xăng dầu": "Petrol station", "Chợ": "Market", "Quầy hàng trong chợ": "Market stall", "Cửa hàng": "Shop", "Nhà máy": "Plant",
    "Xưởng": "Workshop", "Mạng lưới cung cấp": "Supply network", "Bãi, gara xe": "Vehicle depot", "Cơ sở y tế": "Clinic", "Văn phòng": "Office",
    "Tên chủ cơ sở": "Name of the owner", "Thuộc chợ": "In the market", "Chỉ ghi cho quầy hàng trong chợ: tên chợ.": "For market stalls only: the name of the market.",
    "Ngày bắt đầu hoạt động": "Opened on", "Ngày ngừng hoạt động": "Closed on",
    "Ngày/tháng/năm; để trống nếu còn hoạt động.": "Day/month/year; leave it empty while it is open.",
    "Vĩ độ": "Latitude", "Độ thập phân, ví dụ 21,3270.": "In decimal degrees, for example 21.3270.",
    "Kinh độ": "Longitude", "Độ thập phân, ví dụ 103,9141.": "In decimal degrees, for example 103.9141.",
}
_WHOSE = SHARED | {
    "Tên tổ chức, cá nhân": "Name of the party", "Địa chỉ": "Address of the party",
    "Địa chỉ của tổ chức, cá nhân như trong sổ; chỉ cần khi không có mã số thuế và nhiều nơi trùng tên.":
        "As on file; needed only where there is no tax code and several bear the name.",
    "Tại cơ sở": "At the premises", "Tên cơ sở như trong sổ; để trống nếu là của cả tổ chức, cá nhân.":
        "Their name as on file; leave it empty if it concerns the whole party.",
}
_ACTIVITIES = _WHOSE | {
    "Lĩnh vực": "Sector", "Chọn trong danh mục; mỗi lĩnh vực một dòng.": "Choose from the list; a row for each sector.",
    "Sản xuất, nhập khẩu, kinh doanh hàng hóa hoặc sử dụng phương tiện đo; mỗi vai trò một dòng.":
        "Makes, imports or trades in goods, or uses instruments; a row for each role.",
    "Sử dụng phương tiện đo": "Uses instruments", "Ngày/tháng/năm; để trống nếu không rõ.": "Day/month/year; leave it empty if nobody knows.",
    "Đến ngày": "Until", "Ngày cuối cùng còn hoạt động; để trống nếu còn.": "The last day of the activity; leave it empty while it is carried on.",
    "Xăng dầu": "Petrol and oil", "Khí dầu mỏ hóa lỏng": "Liquefied gas", "Điện lực": "Electricity", "Cấp nước": "Water supply",
    "Vận tải": "Transport", "Vàng, trang sức": "Gold and jewellery", "Y tế": "Health", "Thực phẩm": "Food",
    "Nông sản, vật tư nông nghiệp": "Farm products and supplies", "Vật liệu xây dựng": "Building materials",
    "Hàng điện, điện tử": "Electrical and electronic goods", "Đồ chơi, mũ bảo hiểm": "Toys and helmets", "Bán lẻ, chợ": "Retail and markets",
    "Dịch vụ đo lường, thử nghiệm": "Measuring and testing services",
}
_CONTACTS = _WHOSE | {
    "Họ và tên": "Full name", "Chỉ ghi người cần liên hệ cho mục đích đã nêu.": "Only people who are to be reached for the purpose stated.",
    "Chức danh": "Position", "Điện thoại": "Phone",
    "Bắt buộc có điện thoại hoặc thư điện tử; định dạng ô là Văn bản để giữ số 0 ở đầu.":
        "A phone number or an e-mail address is required; format the cells as Text to keep the zero in front.",
    "Thư điện tử": "E-mail", "Mục đích": "Purpose", "Liên hệ để làm gì, ví dụ: Hẹn kiểm định. Không có mục đích thì không được lưu.":
        "For what the person is contacted, for example: appointments for verification. Nobody is kept on file without a purpose.",
    "Căn cứ": "Basis", "Sự đồng ý của cá nhân": "The person's consent", "Nghĩa vụ theo luật": "A duty by law",
    "Ngày đồng ý": "Consent given on", "Ngày/tháng/năm; bắt buộc khi căn cứ là sự đồng ý.": "Day/month/year; required where the basis is consent.",
    "Cách đồng ý": "Consent given by", "Ví dụ: phiếu có chữ ký, thư điện tử; bắt buộc khi căn cứ là sự đồng ý.":
        "For example a signed form, an e-mail; required where the basis is consent.",
}
#: by the code of the list
ENGLISH = {"parties": _PARTIES, "premises": _PREMISES, "activities": _ACTIVITIES, "contacts": _CONTACTS}
