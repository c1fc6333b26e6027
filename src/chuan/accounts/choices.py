# SPDX-License-Identifier: Apache-2.0
"""Roles and kinds of unit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a membership lets a person be (design: "Who works with it")."""

    PLANNER = "planner", _("Planner")
    REGISTRAR = "registrar", _("Registrar")
    INSPECTOR = "inspector", _("Inspector")
    EDITOR = "editor", _("Editor")
    DIRECTOR = "director", _("Director of the department")
    RECEPTION = "reception", _("Reception")
    VERIFIER = "verifier", _("Verifier")
    TESTER = "tester", _("Tester")
    ACCOUNTANT = "accountant", _("Accountant")
    CENTRE_DIRECTOR = "centre_director", _("Director of the centre")
    LOCAL_OFFICER = "local_officer", _("Local officer")
    LOCAL_LEAD = "local_lead", _("Local lead")
    ENTERPRISE = "enterprise", _("Enterprise")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")


class UnitKind(TextChoices):
    """Kinds of organisational unit."""

    AUTHORITY = "authority", _("Authority")
    CENTRE = "centre", _("Technical centre")
    LOCAL = "local", _("Local unit")
    ENTERPRISE = "enterprise", _("Enterprise")
