# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with papers and keys, and whom to ask."""

from django.utils.translation import gettext_noop as _

from chuan.lib.errors import RuleViolation


class SigningKeyMissing(RuleViolation):
    """The PKCS#12 file of the settings is not there or is none."""

    code = "documents.signing-key-missing"
    message = _("The signing key {path} cannot be read.")
    next_step = _("Ask the administrator to check SIGNING_PKCS12; nothing was issued, the number was not used.")


class SigningPasswordWrong(RuleViolation):
    """The password of the PKCS#12 file does not open it."""

    code = "documents.signing-password-wrong"
    message = _("The password of the signing key {path} is wrong.")
    next_step = _("Ask the administrator to check SIGNING_PKCS12_PASSWORD; nothing was issued, the number was not used.")


class TokenMissing(RuleViolation):
    """The PKCS#11 module or its token does not answer."""

    code = "documents.token-missing"
    message = _("The signing token {token} does not answer.")
    next_step = _("Plug the token in and try again, or ask the administrator to check SIGNING_PKCS11_MODULE and SIGNING_PKCS11_TOKEN.")


class TokenPinWrong(RuleViolation):
    """The PIN is wrong or locked."""

    code = "documents.token-pin-wrong"
    message = _("The signing token {token} refuses the PIN.")
    next_step = _("Do not try again: a token locks itself. Ask the administrator to check SIGNING_PKCS11_PIN.")


class TokenKeyMissing(RuleViolation):
    """The token holds no such key or certificate."""

    code = "documents.token-key-missing"
    message = _("The signing token {token} holds no key and certificate labelled {label}.")
    next_step = _("Ask the administrator to check SIGNING_PKCS11_LABEL.")
