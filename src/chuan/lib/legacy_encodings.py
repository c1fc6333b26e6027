# SPDX-License-Identifier: Apache-2.0
"""Vietnamese as it was written before Unicode: fonts of TCVN3 (ABC, ".VnTime") and VNI ("VNI-Times").

In both, bytes of Western letters were drawn as Vietnamese ones, so a file read today shows "C«ng ty" (TCVN3) or
"Coâng ty" (VNI). TCVN 5712:1993 (VN3) gives each letter one byte; VNI writes a vowel, then its marks.
"""

import re
from collections.abc import Iterable

#: letters of TCVN3 in the order of `_TCVN3_MEANT`; capitals with tones are the small letters in a font of capitals
_TCVN3_SEEN = (
    "µ¸¶·¹" "¨»¾¼½Æ" "©ÇÊÈÉË" "ÌÐÎÏÑ" "ªÒÕÓÔÖ" "×ÝØÜÞ" "ßãáâä" "«åèæçé" "¬êíëìî" "ïóñòô" "\xadõøö÷ù" "úýûüþ" "®"
    "¡¢£¤¥¦§"
)
_TCVN3_MEANT = (
    "àáảãạ" "ăằắẳẵặ" "âầấẩẫậ" "èéẻẽẹ" "êềếểễệ" "ìíỉĩị" "òóỏõọ" "ôồốổỗộ" "ơờớởỡợ" "ùúủũụ" "ưừứửữự" "ỳýỷỹỵ" "đ"
    "ĂÂÊÔƠƯĐ"
)
_TCVN3 = str.maketrans(_TCVN3_SEEN, _TCVN3_MEANT)

#: what follows a vowel in VNI -> index into the row of the vowel's letters below
_VNI_ROWS = {
    "a": {"ø": "à", "ù": "á", "û": "ả", "õ": "ã", "ï": "ạ", "ê": "ă", "è": "ằ", "é": "ắ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ",
          "â": "â", "à": "ầ", "á": "ấ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"},
    "e": {"ø": "è", "ù": "é", "û": "ẻ", "õ": "ẽ", "ï": "ẹ", "â": "ê", "à": "ề", "á": "ế", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"ø": "ò", "ù": "ó", "û": "ỏ", "õ": "õ", "ï": "ọ", "â": "ô", "à": "ồ", "á": "ố", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
    "ô": {"ø": "ờ", "ù": "ớ", "û": "ở", "õ": "ỡ", "ï": "ợ"},
    "u": {"ø": "ù", "ù": "ú", "û": "ủ", "õ": "ũ", "ï": "ụ"},
    "ö": {"ø": "ừ", "ù": "ứ", "û": "ử", "õ": "ữ", "ï": "ự"},
    "y": {"ø": "ỳ", "ù": "ý", "û": "ỷ", "õ": "ỹ"},
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = {
    **{vowel + mark: letter for vowel, row in _VNI_ROWS.items() for mark, letter in row.items()},
    **{vowel.upper() + shown: letter.upper() for vowel, row in _VNI_ROWS.items() for mark, letter in row.items()
       for shown in (mark, mark.upper())},
    **_VNI_ALONE, **{seen.upper(): letter.upper() for seen, letter in _VNI_ALONE.items()},
}
_VNI_PART = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

#: letters that only Unicode Vietnamese has
_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]|[aeiouyAEIOUY][\u0300-\u0323]")
#: signs beside a letter that no text has but TCVN3's
_SIGNS_OF_TCVN3 = re.compile("[A-Za-z][µ¸¶·¹¨»¾¼½©ª«¬\xad®¡¢£¤¥¦§]|[©ª«¬\xad®¨µ][A-Za-z]")
#: a vowel and a mark letter that never meet in any word but in VNI
_SIGNS_OF_VNI = re.compile("[aA][øùûõïêèéúüëâàáåãäÂÀÁÅÃÄÊÈÉËÙØÛÕÏ]|[eE][øùûõïâàáåãäÂÀÁÅÃÄÙØÛÕÏ]|[ôöÔÖ][øùûõïØÙÛÕÏ]|[oO][øûïâåäÂÅÄØÛÏ]|[uy][øûï]")
_ENOUGH = 3


def detect(texts: Iterable[str]) -> str:
    """"tcvn3", "vni", or "" where neither is plain. Marks of Unicode Vietnamese speak against both.

    >>> detect(["C«ng ty x¨ng dÇu S¬n La"]), detect(["Coâng ty xaêng daàu Sôn La"]), detect(["Công ty xăng dầu"])
    ('tcvn3', 'vni', '')
    """
    unicode = tcvn3 = vni = 0
    for text in texts:
        if text.isascii():
            continue
        unicode += len(_UNICODE.findall(text))
        tcvn3 += len(_SIGNS_OF_TCVN3.findall(text))
        vni += len(_SIGNS_OF_VNI.findall(text))
    best = max(tcvn3, vni)
    if best < _ENOUGH or best <= unicode:
        return ""
    return "tcvn3" if tcvn3 >= vni else "vni"


def convert(text: str, encoding: str) -> str:
    """The text in Unicode; one that holds letters only Unicode has is left as it is.

    >>> convert("Tr¹m biÕn ¸p B¶n H×n", "tcvn3"), convert("Traïm bieán aùp Baûn Hìn", "vni")
    ('Trạm biến áp Bản Hìn', 'Trạm biến áp Bản Hìn')
    >>> convert("Xã Mường Chanh", "tcvn3")
    'Xã Mường Chanh'
    """
    if text.isascii() or _UNICODE.search(text):
        return text
    if encoding == "tcvn3":
        return text.translate(_TCVN3)
    return _VNI_PART.sub(lambda match: _VNI[match[0]], text)
