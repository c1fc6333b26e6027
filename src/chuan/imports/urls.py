# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.imports.views import answers, imports

app_name = "imports"
urlpatterns = [
    path("", imports.imports, name="imports"),
    path("new/", imports.choose_kind, name="choose_kind"),
    path("new/<slug:code>/", imports.new_import, name="new_import"),
    path("new/<slug:code>/template/", imports.template, name="template"),
    path("<uuid:pk>/", imports.import_detail, name="import"),
    path("<uuid:pk>/show/", imports.show_rows, name="show_rows"),
    path("<uuid:pk>/columns/", answers.columns, name="columns"),
    path("<uuid:pk>/decide/", answers.decide, name="decide"),
    path("<uuid:pk>/judge/", answers.judge, name="judge"),
    path("<uuid:pk>/cancel/", answers.cancel, name="cancel"),
    path("<uuid:pk>/undo/", answers.undo, name="undo"),
    path("<uuid:pk>/file/<slug:which>/", imports.import_file, name="file"),
]
