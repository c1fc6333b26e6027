# SPDX-License-Identifier: Apache-2.0
"""Papers: PDF/A-2b, the same bytes from the same data, signed so that a validator agrees."""

import io
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from chuan.documents import development_key, signing
from chuan.documents.errors import (
    SigningKeyMissing,
    SigningPasswordWrong,
    TokenKeyMissing,
    TokenMissing,
    TokenPinWrong,
)
from chuan.documents.pdf import compile_pdf

AT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SOFTHSM = next((p for p in (
    "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so") if Path(p).exists()), "")


@pytest.fixture
def paper(tmp_path: Path) -> bytes:
    template = tmp_path / "paper.typ"
    template.write_text('#let data = json(bytes(sys.inputs.data))\n#set document(title: "t")\n#data.word')
    return compile_pdf(template, {"word": "Đo lường chuẩn xác"}, at=AT)


def validated(content: bytes) -> Any:
    signature = PdfFileReader(io.BytesIO(content)).embedded_signatures[0]
    trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    return signature, validate_pdf_signature(signature, signer_validation_context=trust)


def test_the_paper_is_marked_pdf_a_2b(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
        assert "/OutputIntents" in pdf.Root
        fonts = pdf.pages[0].Resources.Font
        assert all("/FontFile3" in f.DescendantFonts[0].FontDescriptor for f in fonts.values())  # embedded


def test_the_same_data_makes_the_same_bytes(paper: bytes, tmp_path: Path) -> None:
    template = tmp_path / "paper.typ"
    assert compile_pdf(template, {"word": "Đo lường chuẩn xác"}, at=AT) == paper
    assert compile_pdf(template, {"word": "Đo lường"}, at=AT) != paper


def test_the_signature_is_pades_whole_and_trusted_by_its_own_root(paper: bytes) -> None:
    signed = signing.sign_pdf(paper, reason="Thử", location="Sơn La")
    signature, status = validated(signed)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert (status.intact, status.valid, status.bottom_line) == (True, True, True)
    assert signed.startswith(paper)  # appended: what was signed stays as it was
    with pikepdf.open(io.BytesIO(signed)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"


def test_one_changed_byte_breaks_the_signature(paper: bytes) -> None:
    signed = bytearray(signing.sign_pdf(paper, reason="Thử", location=""))
    position = signed.index(b"/Producer") if b"/Producer" in signed else 600
    signed[position + 2] ^= 1
    signature = PdfFileReader(io.BytesIO(bytes(signed))).embedded_signatures[0]
    signature.compute_integrity_info()
    assert not validate_pdf_signature(signature, ValidationContext(trust_roots=[signature.signer_cert])).intact


def test_the_development_key_says_what_it_is() -> None:
    assert signing.signer_name() == development_key.SUBJECT
    assert "KHOÁ THỬ NGHIỆM" in development_key.SUBJECT


def test_the_development_key_is_made_once_by_many(tmp_path: Path) -> None:
    # given
    path, found = tmp_path / "keys" / "development.p12", []
    start = threading.Barrier(8)

    def ensure() -> None:
        start.wait()
        development_key.ensure(path)
        found.append(path.read_bytes())

    # when
    threads = [threading.Thread(target=ensure) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # then
    assert len(set(found)) == 1
    assert [p.name for p in path.parent.iterdir()] == ["development.p12"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_pkcs12_of_the_settings_is_used(paper: bytes, settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "centre.p12"
    path.write_bytes(development_key.make(subject="Trung tâm Kỹ thuật", password=b"bi mat"))
    settings.SIGNING = settings.SIGNING | {"pkcs12": str(path), "pkcs12_password": "bi mat"}
    signature, status = validated(signing.sign_pdf(paper, reason="Thử", location=""))
    assert status.bottom_line
    assert signature.signer_cert.subject.native["common_name"] == "Trung tâm Kỹ thuật"


def test_a_wrong_password_and_a_missing_file_are_said(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "centre.p12"
    path.write_bytes(development_key.make(password=b"bi mat"))
    settings.SIGNING = settings.SIGNING | {"pkcs12": str(path), "pkcs12_password": "sai"}
    with pytest.raises(SigningPasswordWrong):
        signing.signer_name()
    settings.SIGNING = settings.SIGNING | {"pkcs12": str(tmp_path / "none.p12")}
    with pytest.raises(SigningKeyMissing):
        signing.signer_name()
    (tmp_path / "text.p12").write_text("không phải khoá")
    settings.SIGNING = settings.SIGNING | {"pkcs12": str(tmp_path / "text.p12")}
    with pytest.raises(SigningKeyMissing):
        signing.signer_name()


def test_a_missing_token_module_is_said(settings: Any) -> None:
    settings.SIGNING = settings.SIGNING | {"pkcs11_module": "/nowhere/module.so", "pkcs11_token": "TTKT"}
    with pytest.raises(TokenMissing):
        signing.signer_name()


@pytest.fixture(scope="session")
def token(tmp_path_factory: Any) -> dict[str, str]:
    """A software token with a key and its certificate."""
    if not SOFTHSM:
        pytest.skip("softhsm2 is not installed: no PKCS#11 token to sign with")
    import os

    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(conf)
    subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", "TTKT", "--so-pin", "4321", "--pin", "1234"],
                   check=True, capture_output=True)
    _put_key_on_token("TTKT", "1234", "centre")
    return {"pkcs11_module": SOFTHSM, "pkcs11_token": "TTKT", "pkcs11_pin": "1234", "pkcs11_label": "centre"}


def test_a_token_signs(paper: bytes, settings: Any, token: dict[str, str]) -> None:
    settings.SIGNING = settings.SIGNING | token
    _signature, status = validated(signing.sign_pdf(paper, reason="Thử", location=""))
    assert status.bottom_line
    assert signing.signer_name() == "Trung tâm Kỹ thuật"


@pytest.mark.parametrize(("over", "refusal"), [
    ({"pkcs11_pin": "9999"}, TokenPinWrong), ({"pkcs11_token": "KHAC"}, TokenMissing),
    ({"pkcs11_label": "none"}, TokenKeyMissing),
])
def test_what_is_wrong_with_a_token_is_said(
    settings: Any, token: dict[str, str], over: dict[str, str], refusal: Any
) -> None:
    settings.SIGNING = settings.SIGNING | token | over
    with pytest.raises(refusal):
        signing.signer_name()


def _put_key_on_token(label: str, pin: str, key_label: str) -> None:
    import pkcs11
    from asn1crypto.keys import ECDomainParameters, NamedCurve, PrivateKeyInfo
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        pkcs12,
    )
    from pkcs11 import Attribute, KeyType, ObjectClass
    from pkcs11.util.x509 import decode_x509_certificate

    stored = pkcs12.load_pkcs12(development_key.make(subject="Trung tâm Kỹ thuật"), None)
    assert stored.key is not None
    assert stored.cert is not None
    info = PrivateKeyInfo.load(stored.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    secret = info["private_key"].parsed["private_key"].native
    session = pkcs11.lib(SOFTHSM).get_token(token_label=label).open(user_pin=pin, rw=True)
    session.create_object({
        Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.KEY_TYPE: KeyType.EC, Attribute.LABEL: key_label,
        Attribute.ID: b"1", Attribute.TOKEN: True, Attribute.SIGN: True,
        Attribute.EC_PARAMS: ECDomainParameters(name="named", value=NamedCurve("secp256r1")).dump(),
        Attribute.VALUE: secret.to_bytes(32, "big"),
    })
    session.create_object(decode_x509_certificate(stored.cert.certificate.public_bytes(Encoding.DER)) | {
        Attribute.TOKEN: True, Attribute.LABEL: key_label, Attribute.ID: b"1"})
    session.close()
