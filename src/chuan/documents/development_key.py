# SPDX-License-Identifier: Apache-2.0
"""A key for trying things out: made once per installation, self-signed, and named so that nobody takes it for real."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from chuan.lib import clock

SUBJECT = "KHOÁ THỬ NGHIỆM – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
_YEARS = 20


def ensure(path: Path) -> None:
    """Make the key unless it is there. Several processes may try at once: the first one to finish wins, whole."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".development-")  # mode 0600
    with os.fdopen(handle, "wb") as file:
        file.write(make())
    try:
        os.link(name, path)  # fails if another process was first; never shows half a file
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def make(*, subject: str = SUBJECT, password: bytes = b"") -> bytes:
    """A new P-256 key and its self-signed certificate as PKCS#12."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Chuẩn"),
        x509.NameAttribute(NameOID.COMMON_NAME, subject),
    ])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
        .sign(key, hashes.SHA256())
    )
    encryption = BestAvailableEncryption(password) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"chuan", key, certificate, None, encryption)


def _signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )
