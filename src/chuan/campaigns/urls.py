# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.campaigns.views import campaigns, report, share

app_name = "campaigns"

urlpatterns = [
    path("", campaigns.campaigns, name="campaigns"),
    path("new/", campaigns.plan, name="plan"),
    path("<uuid:pk>/", campaigns.campaign, name="campaign"),
    path("<uuid:pk>/open/", campaigns.start, name="open"),
    path("<uuid:pk>/close/", campaigns.close, name="close"),
    path("<uuid:pk>/establishments/", report.establishments, name="establishments"),
    path("<uuid:pk>/changes/", report.changes, name="changes"),
    path("<uuid:pk>/report/", report.report, name="report"),
    path("<uuid:pk>/report.xlsx", report.report_xlsx, name="report_xlsx"),
    path("<uuid:pk>/report.docx", report.report_docx, name="report_docx"),
    path("<uuid:pk>/report.pdf", report.report_pdf, name="report_pdf"),
    path("<uuid:pk>/share/<uuid:unit>/", share.share, name="share"),
    path("<uuid:pk>/share/<uuid:unit>/new/", share.new, name="new"),
    path("establishments/<uuid:pk>/", share.establishment, name="establishment"),
    path("establishments/<uuid:pk>/find/", share.find, name="find"),
    path("establishments/<uuid:pk>/take-back/", share.take_back, name="take_back"),
]
