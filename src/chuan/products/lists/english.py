# SPDX-License-Identifier: Apache-2.0
"""Headings, notes and choices of this room's lists in English, by those in Vietnamese."""

from chuan.parties.lists.english import SHARED, tax_code_note

_GOODS = SHARED | tax_code_note(
    "Mã số thuế của cơ sở sản xuất, nhập khẩu hoặc kinh doanh.", "That of who makes, imports or trades in it."
) | {
    "Tên hàng hóa": "Name of the goods", "Tên trên nhãn.": "As on the label.", "Nhãn hiệu": "Brand", "Nhãn hiệu trên nhãn.": "The brand on the label.",
    "Kiểu, loại": "Model", "Kiểu, loại, ký mã hiệu.": "Model, type, designation.", "Cơ sở làm gì với hàng hóa này.": "What the party does with these goods.",
    "Tên cơ sở": "Name of the party", "Mã số mã vạch (GTIN)": "Barcode number (GTIN)",
    "8, 12, 13 hoặc 14 chữ số dưới mã vạch; định dạng ô là Văn bản.": "The 8, 12, 13 or 14 digits under the barcode; format the cells as Text.",
    "Mã HS": "HS code", "4, 6 hoặc 8 chữ số.": "4, 6 or 8 digits.", "Tiêu chuẩn công bố": "Declared standard",
    "Số hiệu, ví dụ TCVN 6260:2020; phải có trong danh mục tiêu chuẩn, quy chuẩn.":
        "Its number, for example TCVN 6260:2020; it must be among the normative documents on file.",
    "Mã sản phẩm quản lý": "Codes of regulated products",
    "Mã trong danh mục đang có hiệu lực; nhiều mã cách nhau bằng dấu chấm phẩy.": "Codes of the list in force; several with semicolons between them.",
    "Lượng danh định": "Nominal quantity", "Chỉ ghi cho hàng đóng gói sẵn: số và đơn vị, ví dụ 500 g; 1,5 l.":
        "For prepackaged goods only: number and unit, for example 500 g; 1.5 l.",
}
_DECLARATIONS = SHARED | tax_code_note("Mã số thuế của cơ sở công bố.", "That of the party that declares.") | {
    "Số bản công bố": "Number of the declaration", "Số của bản công bố hợp chuẩn, hợp quy do cơ sở đặt.": "The number that the party gave the declaration of conformity.",
    "Tên cơ sở công bố": "Name of the party", "Tiêu chuẩn, quy chuẩn": "Standard or technical regulation",
    "Số hiệu, ví dụ QCVN 16:2023/BXD; phải có trong danh mục tiêu chuẩn, quy chuẩn.":
        "Its number, for example QCVN 16:2023/BXD; it must be among the normative documents on file.",
    "Ngày công bố": "Declared on", "Ngày nhận hồ sơ": "Dossier received on", "Mã hồ sơ": "Dossier number",
    "Mã hồ sơ của bộ phận một cửa.": "The number given at the one-stop counter.", "Đánh giá sự phù hợp": "Conformity assessment",
    "Dựa trên kết quả nào.": "On whose findings it rests.", "Tự đánh giá": "By the party itself", "Tổ chức chứng nhận đánh giá": "By a certification body",
    "Tổ chức chứng nhận": "Certification body", "Bắt buộc nếu công bố theo chứng nhận.": "Required if a body certified it.",
    "Số giấy chứng nhận": "Certificate number", "Giấy chứng nhận có hiệu lực đến": "Certificate valid until",
    "Số thông báo tiếp nhận": "Number of the notice of receipt", "Để trống nếu chưa ban hành.": "Leave it empty until it is issued.",
    "Ngày thông báo tiếp nhận": "Date of the notice of receipt", "Hiệu lực đến": "Valid until",
    "Ngày/tháng/năm; để trống thì tính theo pháp luật của ngày thông báo, nếu biết.":
        "Day/month/year; if empty it follows from the law of the day of the notice, where known.",
    "Sản phẩm, hàng hóa": "Goods", "Tên hoặc GTIN của hàng hóa đã có trong sổ; nhiều loại cách nhau bằng dấu chấm phẩy.":
        "Names or GTINs of goods on file; several with semicolons between them.",
}
_KEY_PRODUCTS = SHARED | {
    "Tên sản phẩm": "Name of the product", "Tên như trong quyết định của tỉnh.": "As in the decision of the province.",
    "Vùng sản xuất": "Area", "Vùng sản xuất như được công bố.": "The area of production as published.", "Xã, phường": "Communes and wards",
    "Tên các xã, phường, cách nhau bằng dấu chấm phẩy.": "Their names, with semicolons between them.", "Cơ sở sản xuất": "Producers",
    "Mã số thuế hoặc tên trong sổ, cách nhau bằng dấu chấm phẩy.": "Tax codes or names on file, with semicolons between them.",
    "Tiêu chuẩn áp dụng": "Standard applied", "Số hiệu; phải có trong danh mục tiêu chuẩn, quy chuẩn.":
        "Its number; it must be among the normative documents on file.",
    "Nhãn hiệu": "Marks", "Chỉ dẫn địa lý": "Geographical indication", "Mã truy xuất nguồn gốc": "Traceability code", "Quyết định": "Decision",
    "Số, ký hiệu quyết định.": "Number of the decision.", "Ngày đưa vào danh mục": "Listed on", "Ngày ra khỏi danh mục": "Taken off the list on",
}
_DOCUMENTS = SHARED | tax_code_note("Chỉ ghi cho tiêu chuẩn cơ sở (TCCS).", "For own standards (TCCS) only.") | {
    "Số hiệu": "Number", "Ví dụ TCVN 6260:2020, QCVN 16:2023/BXD.": "For example TCVN 6260:2020, QCVN 16:2023/BXD.", "Tên": "Title",
    "Tên đầy đủ.": "The full title.", "Loại": "Kind of document", "Để trống thì lấy theo số hiệu.": "If empty, taken from the number.",
    "Cơ quan quản lý": "Managing body", "Bộ, ngành, UBND tỉnh.": "Ministry, sector, people's committee of the province.",
    "Ngày ban hành": "Issued on", "Ngày có hiệu lực": "In force from", "Ngày hết hiệu lực": "No longer in force from",
    "Ngày đầu tiên không còn hiệu lực.": "The first day on which it is no longer in force.", "Tình trạng": "Status",
    "Được đối chiếu với các ngày; văn bản hết hiệu lực phải có ngày hoặc văn bản thay thế.":
        "Compared with the days; what is no longer in force needs the day, or what replaced it.",
    "Còn hiệu lực": "In force", "Hết hiệu lực": "No longer in force", "Chưa có hiệu lực": "Not yet in force", "Thay thế": "Replaces",
    "Số hiệu các văn bản bị nó thay thế, cách nhau bằng dấu chấm phẩy.": "Numbers of what it replaces, with semicolons between them.",
    "Bị thay thế bởi": "Replaced by", "Số hiệu các văn bản thay thế nó.": "Numbers of what replaces it.", "Cơ sở có tiêu chuẩn": "Whose own standard",
    "Nguồn": "Source", "Biết từ đâu.": "From where it is known.",
}
#: by the code of the list
ENGLISH = {"goods": _GOODS, "declarations": _DECLARATIONS, "key-products": _KEY_PRODUCTS, "documents": _DOCUMENTS}
