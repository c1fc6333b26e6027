# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room, below /people/."""

from django.urls import path

from chuan.accounts.views import people, profile

app_name = "accounts"
urlpatterns = [
    path("", people.users, name="users"),
    path("me/", profile.profile, name="profile"),
    path("new/", people.new_user, name="new_user"),
    path("<uuid:pk>/", people.user, name="user"),
    path("<uuid:pk>/edit/", people.edit_user, name="edit_user"),
    path("<uuid:pk>/roles/", people.grant, name="grant"),
    path("<uuid:pk>/roles/<uuid:membership_pk>/end/", people.end, name="end_membership"),
    path("<uuid:pk>/state/", people.deactivate, name="set_state"),
    path("<uuid:pk>/password/", people.reset_password, name="reset_password"),
    path("<uuid:pk>/second-factor/", people.remove_second_factor, name="remove_second_factor"),
]
