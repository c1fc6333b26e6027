# SPDX-License-Identifier: Apache-2.0
"""Config: settings, environment, the embedded database, addresses, the console script."""
