# SPDX-License-Identifier: Apache-2.0
"""A signing key on a PKCS#11 token (a USB token or HSM of a certification authority)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pkcs11
from django.conf import settings
from pkcs11 import exceptions as refused
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from chuan.documents.errors import TokenKeyMissing, TokenMissing, TokenPinWrong

_PIN_ERRORS = (
    refused.PinIncorrect, refused.PinInvalid, refused.PinLenRange, refused.PinLocked, refused.PinExpired, refused.PinTooWeak,
)


@contextmanager
def signer() -> Iterator[PKCS11Signer]:
    """Open a session, give its signer, close it. A token may be pulled out between two acts, so none is kept open."""
    name, label = settings.SIGNING["pkcs11_token"], settings.SIGNING["pkcs11_label"]
    try:
        session = open_pkcs11_session(
            settings.SIGNING["pkcs11_module"], token_criteria=TokenCriteria(label=name) if name else None,
            user_pin=settings.SIGNING["pkcs11_pin"] or None,
        )
    except _PIN_ERRORS as error:
        raise TokenPinWrong(token=name) from error
    except (pkcs11.PKCS11Error, PdfError, RuntimeError, OSError) as error:
        raise TokenMissing(token=name or settings.SIGNING["pkcs11_module"]) from error
    try:
        yield _signer_in(session, name, label)
    finally:
        session.close()


def _signer_in(session: pkcs11.Session, token: str, label: str) -> PKCS11Signer:
    found = PKCS11Signer(session, cert_label=label, key_label=label)
    try:
        if found.signing_cert is None:
            raise TokenKeyMissing(token=token, label=label)
    except (pkcs11.PKCS11Error, SigningError) as error:
        raise TokenKeyMissing(token=token, label=label) from error
    # Few tokens hash for ECDSA themselves; all of them sign a hash.
    found.use_raw_mechanism = found.signing_cert.public_key.algorithm == "ec"
    return found
