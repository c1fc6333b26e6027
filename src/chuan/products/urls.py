# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.products.views import declarations, documents, goods, key, regulated

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
    path("key/", key.key_products, name="key_products"),
    path("key/new/", key.edit_key_product, name="new_key_product"),
    path("key/<uuid:pk>/", key.key_product, name="key_product"),
    path("key/<uuid:pk>/edit/", key.edit_key_product, name="edit_key_product"),
    path("key/<uuid:pk>/output/", key.enter_output, name="enter_output"),
    path("key/<uuid:pk>/producers/new/", key.choose_producer, name="choose_producer"),
    path("key/<uuid:pk>/producers/<uuid:party>/", key.set_producer, name="set_producer"),
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.new_document, name="new_document"),
    path("documents/new/<uuid:party>/", documents.new_document, name="new_own_standard"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
    path("documents/<uuid:pk>/edit/", documents.edit_document, name="edit_document"),
    path("declarations/", declarations.declarations, name="declarations"),
    path("declarations/new/", declarations.choose_declarant, name="choose_declarant"),
    path("declarations/new/<uuid:party>/", declarations.new_declaration, name="new_declaration"),
    path("declarations/<uuid:pk>/", declarations.declaration, name="declaration"),
    path("declarations/<uuid:pk>/files/new/", declarations.attach, name="attach"),
    path("declarations/<uuid:pk>/files/<uuid:file>/", declarations.declaration_file, name="declaration_file"),
    path("declarations/<uuid:pk>/<slug:step>/", declarations.take_step, name="take_step"),
]
