# SPDX-License-Identifier: Apache-2.0
"""Vietnamese text: one spelling for comparing, another for showing.

The SQL function `chuan_fold` (audit, migrations 0001 and 0004) is the twin of `fold`; a test holds them together.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower the case and take off every accent, so that what sounds alike compares alike.

    >>> fold("Phường Mộc Lỵ, ĐỒNG HỒ")
    'phuong moc ly, dong ho'
    >>> fold(unicodedata.normalize("NFD", "Sốp Cộp")) == fold("Sốp Cộp")
    True
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return plain.replace("đ", "d").replace("Đ", "D").lower()


def tidy(text: str) -> str:
    """Compose the Unicode (NFC) and fold white space to single blanks.

    >>> tidy("  Cửa hàng\u00a0 số 1 ")
    'Cửa hàng số 1'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def key(text: str) -> str:
    """Return letters and digits only, folded: for matching names and serial numbers.

    >>> key("TN-C 0123/A"), key("Tên trạm *")
    ('tnc0123a', 'tentram')
    """
    return _NOT_WORD.sub("", fold(text))
