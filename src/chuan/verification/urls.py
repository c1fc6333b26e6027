# SPDX-License-Identifier: Apache-2.0
"""Addresses of the room."""

from django.urls import path

from chuan.verification.views import certificates, jobs, orders, standards, verifiers

app_name = "verification"
urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.new_order, name="new_order"),
    path("orders/<uuid:pk>/", orders.order, name="order"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:pk>/", jobs.job, name="job"),
    path("jobs/<uuid:pk>/assign/", orders.assign, name="assign_job"),
    path("jobs/<uuid:pk>/cancel/", orders.cancel, name="cancel_job"),
    path("jobs/<uuid:pk>/return/", jobs.return_job, name="return_job"),
    path("jobs/<uuid:pk>/rejection.pdf", jobs.rejection_pdf, name="rejection_pdf"),
    path("waiting/", certificates.waiting, name="waiting"),
    path("waiting/issue/", certificates.issue, name="issue"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<uuid:pk>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:pk>/certificate.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("certificates/<uuid:pk>/paper/", certificates.write_paper, name="write_paper"),
    path("certificates/<uuid:pk>/qr.svg", certificates.certificate_qr, name="certificate_qr"),
    path("certificates/<uuid:pk>/revoke/", certificates.revoke, name="revoke"),
    path("standards/", standards.standards, name="standards"),
    path("standards/new/", standards.new_standard, name="new_standard"),
    path("standards/<uuid:pk>/", standards.standard, name="standard"),
    path("standards/<uuid:pk>/edit/", standards.edit_standard, name="edit_standard"),
    path("standards/<uuid:pk>/recalibrate/", standards.recalibrate, name="recalibrate"),
    path("standards/<uuid:pk>/withdraw/", standards.withdraw, name="withdraw"),
    path("marks/", standards.marks, name="marks"),
    path("marks/<uuid:pk>/void/", standards.void_mark, name="void_mark"),
    path("verifiers/", verifiers.verifiers, name="verifiers"),
]
