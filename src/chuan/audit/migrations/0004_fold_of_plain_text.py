# SPDX-License-Identifier: Apache-2.0
"""A short way for text without accents, which codes and serial numbers are; what comes out is the same.

Not STRICT, so that PostgreSQL can put the function's body in the place of the call; nothing folded is nothing all the same.
"""

from django.db import migrations

_BEFORE = (
    r"lower(replace(replace(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd'), 'Đ', 'D'))"
)
_FUNCTION = """
CREATE OR REPLACE FUNCTION chuan_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE {strict} PARALLEL SAFE
RETURN {body};
"""
_NOW = f"CASE WHEN octet_length(value) = length(value) THEN lower(value) ELSE {_BEFORE} END"


class Migration(migrations.Migration):

    dependencies = [("audit", "0003_append_only")]

    operations = [
        migrations.RunSQL(
            _FUNCTION.format(strict="CALLED ON NULL INPUT", body=_NOW), _FUNCTION.format(strict="STRICT", body=_BEFORE)
        )
    ]
