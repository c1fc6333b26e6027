# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.products.views import documents, goods, regulated

app_name = "products"
urlpatterns = [
    path("", regulated.products, name="regulated"),
    path("changes/", regulated.changes, name="changes"),
    path("regulated/<slug:code>/", regulated.product, name="product"),
    path("goods/", goods.goods_list, name="goods_list"),
    path("goods/new/", goods.choose_party, name="choose_party"),
    path("goods/new/<uuid:party>/", goods.new_goods, name="new_goods"),
    path("goods/<uuid:pk>/", goods.goods, name="goods"),
    path("goods/<uuid:pk>/edit/", goods.edit_goods, name="edit_goods"),
    path("goods/<uuid:pk>/status/", goods.change_status, name="change_status"),
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.new_document, name="new_document"),
    path("documents/new/<uuid:party>/", documents.new_document, name="new_own_standard"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
    path("documents/<uuid:pk>/edit/", documents.edit_document, name="edit_document"),
]
