# SPDX-License-Identifier: Apache-2.0
"""Settings of the commands that only read the law and judge: no database, none of the rooms that need one.

They start in a fraction of a second, where the whole house takes a few. What words, days and numbers look like is as
in settings.py.
"""

from pathlib import Path

INSTALLED_APPS = ["chuan.config", "chuan.ui", "chuan.law", "chuan.judge"]
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["chuan.ui.formats"]
