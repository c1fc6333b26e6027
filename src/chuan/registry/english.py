# SPDX-License-Identifier: Apache-2.0
"""Headings, notes and choices of this room's lists in English, by those in Vietnamese; typed fields bring their own."""

from chuan.parties.lists.english import SHARED

ENGLISH = SHARED | {
    "Biến động": "Change", "Lắp mới, Tháo hoặc Kiểm định lại; có thể thay bằng ba trang tính mang các tên đó.":
        "Installed, Removed or Verified again; three sheets of these names do as well.",
    "Lắp mới": "Installed", "Tháo": "Removed", "Kiểm định lại": "Verified again",
    "Hãng sản xuất": "Maker", "Tên hãng trên nhãn.": "The maker's name on the label.", "Số sản xuất": "Serial number",
    "Số sản xuất trên nhãn, giữ nguyên các số 0 ở đầu (định dạng ô là Văn bản).":
        "The serial number on the label with its zeros in front (format the cells as Text).",
    "Kiểu": "Model", "Kiểu (model) trên nhãn.": "The model on the label.", "Ký hiệu phê duyệt mẫu": "Type approval mark",
    "Ví dụ: PDM 123-2019.": "For example PDM 123-2019.", "Ngày kiểm định gần nhất": "Last verified on",
    "Ngày/tháng/năm; để trống nếu chưa kiểm định lần nào.": "Day/month/year; leave it empty if it was never verified.",
    "Nơi sử dụng": "Place of use", "Tên cơ sở, cửa hàng, trạm biến áp hoặc tuyến nơi đặt phương tiện đo.":
        "The premises, shop, substation or line where the instrument stands.",
    "10 số, 13 số (chi nhánh) hoặc 12 số (hộ kinh doanh); định dạng ô là Văn bản.":
        "10 digits, 13 for a branch, 12 for a household; format the cells as Text.",
    "Tên doanh nghiệp": "Name of the owner", "Chủ sở hữu; có thể để trống nếu đã có trong sổ đăng ký.": "May stay empty if the owner is on file.",
    "Chợ": "Market", "Tên như trong sổ đăng ký.": "The name as on file.", "Vị trí trong chợ": "Place in the market",
    "Ví dụ: Cổng chính, Khu hàng thịt cá.": "For example the main gate, the meat and fish hall.", "Người trông coi": "Keeper",
    "Chức danh hoặc bộ phận, không ghi tên người.": "A position or a department, no person's name.", "Giờ mở": "Hours",
    "Ví dụ: 5 giờ–18 giờ.": "For example 5:00–18:00.", "Từ ngày": "Since",
}
