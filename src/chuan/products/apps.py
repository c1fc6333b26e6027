# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Products."""

    name = "chuan.products"
    label = "products"
