# SPDX-License-Identifier: Apache-2.0
"""The SQL twin of lib.text.fold: lower case without accents, immutable so that generated columns may use it."""

from django.db import migrations

FOLD = r"""
CREATE FUNCTION chuan_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(replace(replace(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd'), 'Đ', 'D'));
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [("places", "0001_initial"), ("parties", "0001_initial"), ("registry", "0001_initial")]
    operations = [migrations.RunSQL(FOLD, "DROP FUNCTION chuan_fold(text)")]
