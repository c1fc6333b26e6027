# SPDX-License-Identifier: Apache-2.0
from tests.registry.conftest import places, upload

__all__ = ["places", "upload"]
