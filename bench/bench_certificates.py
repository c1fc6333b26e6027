# SPDX-License-Identifier: Apache-2.0
"""Certificates per second, the whole act, against rendering and signing the same papers and nothing else."""

import time

from bench.rooms import installation
from chuan.accounts.choices import Role
from chuan.lib import clock
from chuan.verification import papers
from chuan.verification.actions.certificates import issue_certificates
from tests import make

COUNT = 100


def main() -> None:
    with installation():
        cast = make.Cast()
        verifier, director = cast.verifier, make.make_member(Role.CENTRE_DIRECTOR)
        premises = make.make_premises()
        jobs = [make.make_passed_job(verifier, instrument=make.make_instrument(premises=premises)) for _ in range(COUNT)]
        started = time.perf_counter()
        issued = issue_certificates(jobs=jobs, actor=director, at=clock.now())
        whole = time.perf_counter() - started
        assert (len(issued.certificates), issued.refusals) == (COUNT, ()), issued.refusals[:1]
        started = time.perf_counter()
        for certificate in issued.certificates:
            papers.certificate_pdf(certificate.content, at=certificate.issued_at)
        bare = time.perf_counter() - started
        sizes = [c.document.size for c in issued.certificates if c.document]
        print(f"  issuing: number, PDF/A, signature, mark, record  {COUNT / whole:6.1f} certificates/s")
        print(f"  typst and pyHanko alone                          {COUNT / bare:6.1f} papers/s")
        print(f"  ratio {whole / bare:.2f} : 1   ({sum(sizes) / len(sizes) / 1000:.0f} KB a paper)")
