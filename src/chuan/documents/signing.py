# SPDX-License-Identifier: Apache-2.0
"""The centre's electronic signature: PAdES baseline B-B, appended to the file so that what was signed stays as it was.

The key is a PKCS#11 token when settings name one, else a PKCS#12 file, else a development key that this installation
makes for itself once and whose subject says "KHOÁ THỬ NGHIỆM" on every paper.
"""

import io
import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from chuan.documents import development_key, token
from chuan.documents.errors import SigningKeyMissing, SigningPasswordWrong

_FIELD = "ChuKySo"
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s")
#: Room for a signature by certificate: measuring it takes pyHanko as long as signing, so it is measured once.
_RESERVED: dict[bytes, int] = {}
#: A token serves one at a time; files need no lock.
_TOKEN = threading.Lock()


@dataclass(frozen=True)
class _Key:
    """Where the key lies, as the settings say now."""

    pkcs12: str
    password: str
    modified_ns: int


def sign_pdf(content: bytes, *, reason: str, location: str) -> bytes:
    """Return the PDF with the centre's signature appended; raises a coded error if there is no key to sign with."""
    if settings.SIGNING["pkcs11_module"]:
        with _TOKEN, token.signer() as signer:
            return _sign(content, signer, reason, location)
    return _sign(content, _file_signer(), reason, location)


def signer_name() -> str:
    """The common name in the signing certificate, as papers print it."""
    if settings.SIGNING["pkcs11_module"]:
        with _TOKEN, token.signer() as signer:
            return _common_name(signer)
    return _common_name(_file_signer())


def _sign(content: bytes, signer: signers.Signer, reason: str, location: str) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=_FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason, location=location,
        name=_common_name(signer),
    )
    out = io.BytesIO()
    pdf_signer = PdfSigner(metadata, signer=signer, new_field_spec=SigFieldSpec(_FIELD))
    key = signer.signing_cert.sha256  # type: ignore[union-attr]
    pdf_signer.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(content)), output=out, bytes_reserved=_RESERVED.get(key)
    )
    signed = out.getvalue()
    if key not in _RESERVED:
        _RESERVED[key] = _reserved_in(signed)
    return signed


def _reserved_in(signed: bytes) -> int:
    """How many bytes the file keeps for the signature: the gap in its ByteRange, without the brackets."""
    match = _BYTE_RANGE.search(signed)
    assert match is not None
    return int(match[2]) - int(match[1]) - 2


def _common_name(signer: signers.Signer) -> str:
    assert signer.signing_cert is not None
    names = signer.signing_cert.subject.native
    return str(names.get("common_name") or names.get("organization_name") or "")


def _file_signer() -> signers.SimpleSigner:
    path = settings.SIGNING["pkcs12"]
    if not path:
        path = settings.SIGNING["development_key"]
        development_key.ensure(Path(path))
        return _load(_Key(path, "", Path(path).stat().st_mtime_ns))
    try:
        modified = Path(path).stat().st_mtime_ns
    except OSError as error:
        raise SigningKeyMissing(path=path) from error
    return _load(_Key(path, settings.SIGNING["pkcs12_password"], modified))


@lru_cache(maxsize=4)
def _load(key: _Key) -> signers.SimpleSigner:
    try:
        content = Path(key.pkcs12).read_bytes()
    except OSError as error:
        raise SigningKeyMissing(path=key.pkcs12) from error
    password = key.password.encode() or None
    try:
        stored = pkcs12.load_pkcs12(content, password)
    except ValueError as error:
        if "password" in str(error).lower():
            raise SigningPasswordWrong(path=key.pkcs12) from error
        raise SigningKeyMissing(path=key.pkcs12) from error
    if stored.key is None or stored.cert is None:
        raise SigningKeyMissing(path=key.pkcs12)
    signer: signers.SimpleSigner | None = signers.SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=password)
    if signer is None:
        raise SigningKeyMissing(path=key.pkcs12)
    return signer
