# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.parties.views import parties, people, premises

app_name = "parties"
urlpatterns = [
    path("", parties.parties, name="parties"),
    path("new/", parties.edit_party, name="new_party"),
    path("undecided/", premises.undecided, name="undecided"),
    path("premises/", premises.all_premises, name="all_premises"),
    path("premises/<uuid:pk>/", premises.premises, name="premises"),
    path("premises/<uuid:pk>/edit/", premises.edit_premises, name="edit_premises"),
    path("premises/<uuid:pk>/commune/", premises.decide, name="decide"),
    path("contacts/<uuid:pk>/show/", people.show_contact, name="show_contact"),
    path("contacts/<uuid:pk>/withdraw/", people.withdraw, name="withdraw"),
    path("contacts/<uuid:pk>/erase/", people.erase_contact, name="erase_contact"),
    path("contacts/<uuid:pk>/copy/<str:fmt>/", people.copy_contact, name="copy_contact"),
    path("activities/<uuid:pk>/end/", people.end_activity, name="end_activity"),
    path("<uuid:pk>/", parties.party, name="party"),
    path("<uuid:pk>/edit/", parties.edit_party, name="edit_party"),
    path("<uuid:pk>/name/", parties.rename, name="rename"),
    path("<uuid:pk>/status/", parties.status, name="status"),
    path("<uuid:pk>/show/", people.show_party, name="show_party"),
    path("<uuid:pk>/person/", people.person, name="person"),
    path("<uuid:pk>/person/erase/", people.erase_party, name="erase_party"),
    path("<uuid:pk>/person/copy/<str:fmt>/", people.copy_party, name="copy_party"),
    path("<uuid:pk>/premises/new/", premises.new_premises, name="new_premises"),
    path("<uuid:pk>/contacts/new/", people.edit_contact, name="new_contact"),
    path("<uuid:pk>/contacts/<uuid:contact>/", people.edit_contact, name="edit_contact"),
    path("<uuid:pk>/activities/new/", people.add_activity, name="new_activity"),
]
