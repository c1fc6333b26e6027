# SPDX-License-Identifier: Apache-2.0
"""Files are kept as they are: workbooks, papers and pictures are compressed already, and trying again costs time."""

from django.db import migrations

_STORAGE = "ALTER TABLE documents_storedfile ALTER COLUMN content SET STORAGE {}"


class Migration(migrations.Migration):

    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(_STORAGE.format("EXTERNAL"), _STORAGE.format("EXTENDED"))]
