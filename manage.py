#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same as the console script `chuan`, for those whose fingers know manage.py."""

from chuan.config.cli import main

if __name__ == "__main__":
    main()
