# SPDX-License-Identifier: Apache-2.0
"""Addresses of the law browser, in Vietnamese: it is public. What stands here is printed on papers: it stays."""

from django.urls import path

from chuan.law import views

app_name = "law"
urlpatterns = [
    path("", views.index, name="index"),
    path("law.json", views.law_json, name="json"),
    path("thu-muc/<path:path>/", views.folder, name="folder"),
    path("van-ban/", views.texts, name="texts"),
    path("van-ban/<slug:text_id>/", views.text, name="text"),
    path("thay-doi/", views.changed, name="changes"),
    path("thay-doi/thay-doi.xlsx", views.changes_workbook, name="changes_workbook"),
    path("chua-biet/", views.gaps, name="gaps"),
    path("tham-so/<path:path>/", views.parameter, name="parameter"),
    path("<path:path>/tu/<str:day>/", views.version, name="version"),
]
