# SPDX-License-Identifier: Apache-2.0
"""What an import made is kept as it is: a hundred thousand identifiers hardly shrink, and trying costs each list."""

from django.db import migrations

_STORAGE = "ALTER TABLE imports_importedrows ALTER COLUMN ids SET STORAGE {}"


class Migration(migrations.Migration):

    dependencies = [("imports", "0002_files_withdrawn")]

    operations = [migrations.RunSQL(_STORAGE.format("EXTERNAL"), _STORAGE.format("EXTENDED"))]
