# SPDX-License-Identifier: Apache-2.0
"""Every setting that comes from the environment, parsed once. The reference page is made from these docstrings."""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path


def _setting(default: str, doc: str) -> str:
    value: str = field(default=default, metadata={"doc": doc})
    return value


@dataclass(frozen=True, kw_only=True)
class Env:
    """The environment of this installation; field names in capitals are the variables' names."""

    database_url: str = _setting("", "PostgreSQL 15+ to use; empty starts the embedded server under CHUAN_VAR.")
    chuan_var: str = _setting("var", "Folder for the embedded database, keys and collected static files.")
    chuan_debug: str = _setting("", "1 shows error details in the browser. Never in production.")
    chuan_secret_key: str = _setting("", "Signs sessions; empty makes one and keeps it under CHUAN_VAR/keys.")
    chuan_check_key: str = _setting("", "Makes the check codes of certificates; empty makes one under CHUAN_VAR/keys.")
    chuan_hosts: str = _setting("localhost,127.0.0.1,[::1]", "Host names served, separated by commas.")
    chuan_public_url: str = _setting("", "Address printed in QR codes; empty uses http://localhost:PORT.")
    chuan_https: str = _setting("", "1 marks cookies secure and sends HSTS: set it behind TLS.")
    chuan_province: str = _setting("14", "Code of the province this database belongs to (14 is Sơn La).")
    port: str = _setting("8000", "Port that `make run` serves.")
    signing_pkcs12: str = _setting("", "The centre's signing key as a PKCS#12 file; empty makes a development key.")
    signing_pkcs12_password: str = _setting("", "Its password.")
    signing_pkcs11_module: str = _setting("", "PKCS#11 library of a token; when set, it is used instead of PKCS#12.")
    signing_pkcs11_token: str = _setting("", "Label of the token.")
    signing_pkcs11_pin: str = _setting("", "PIN of the token.")
    signing_pkcs11_label: str = _setting("", "Label of the key and certificate on the token.")
    email_host: str = _setting("", "SMTP server for messages; empty writes them to the console.")
    email_port: str = _setting("25", "Its port.")

    @property
    def var(self) -> Path:
        """The data folder, absolute."""
        return Path(self.chuan_var).resolve()


def load() -> Env:
    """Read the process's environment."""
    return Env(**{f.name: os.environ.get(f.name.upper(), str(f.default)) for f in fields(Env)})
