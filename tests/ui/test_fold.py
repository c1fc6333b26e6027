# SPDX-License-Identifier: Apache-2.0
"""`lib.text.fold` and its SQL twin agree, so that what Python looks for is what PostgreSQL indexed."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuan.lib.text import fold

#: Latin with all Vietnamese letters, precomposed or with marks of their own, digits, signs, dashes, currency.
#: Other scripts may differ by a letter (Greek's last sigma); our names are not written in them.
LETTERS = st.one_of(
    st.characters(min_codepoint=1, max_codepoint=0x24F, exclude_categories=("Cs",)),
    st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF),
    st.characters(min_codepoint=0x300, max_codepoint=0x36F),
    st.characters(min_codepoint=0x2010, max_codepoint=0x20BF),
    st.sampled_from("ăâđêôơưĂÂĐÊÔƠƯáàảãạấầẩẫậắằẳẵặ"),
)


def fold_in_sql(texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT chuan_fold(t) FROM unnest(%s::text[]) WITH ORDINALITY AS x(t, n) ORDER BY n", [texts]
        )
        return [row[0] for row in cursor.fetchall()]


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(LETTERS, max_size=30), min_size=1, max_size=20))
def test_python_and_sql_fold_alike(db: None, texts: list[str]) -> None:
    assert fold_in_sql(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Phường Mộc Lỵ", "phuong moc ly"), ("ĐỒNG HỒ NƯỚC", "dong ho nuoc"), ("Sốp Cộp", "sop cop")],
)
def test_names_lose_their_accents_in_sql_too(db: None, name: str, folded: str) -> None:
    assert fold_in_sql([name]) == [folded]
