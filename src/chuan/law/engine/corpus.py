# SPDX-License-Identifier: Apache-2.0
"""All law files together: read once, checked against each other, hashed."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chuan.law.engine.errors import BrokenLawFile, NoSuchParameter, NoSuchText
from chuan.law.engine.nodes import Folder, Parameter, Text, Version
from chuan.law.engine.shape import read_folder, read_parameter, read_text
from chuan.law.engine.strict_yaml import read

_KINDS = "verification/cycles"


@dataclass(frozen=True, eq=False)
class Corpus:
    """The law as the files have it. Two are equal only if they are the same one: compare fingerprints."""

    texts: Mapping[str, Text]
    parameters: Mapping[str, Parameter]
    folders: Mapping[str, Folder]
    fingerprint: str

    def parameter(self, path: str) -> Parameter:
        """The parameter of a path, or `NoSuchParameter`."""
        if path not in self.parameters:
            raise NoSuchParameter(path=path)
        return self.parameters[path]

    def text(self, text_id: str) -> Text:
        """The legal text of an id, or `NoSuchText`."""
        if text_id not in self.texts:
            raise NoSuchText(text=text_id)
        return self.texts[text_id]

    def under(self, folder: str) -> Iterator[Parameter]:
        """The parameters that stand directly in a folder, by path."""
        return (parameter for parameter in self.parameters.values() if parameter.folder == folder)


def load(root: Path) -> Corpus:
    """Read `texts/` and `parameters/` under a folder; the first thing wrong raises `BrokenLawFile`."""
    digest = hashlib.sha256()
    texts: dict[str, Text] = {}
    parameters: dict[str, Parameter] = {}
    folders: dict[str, Folder] = {}
    for file in _files(root):
        name = file.relative_to(root).as_posix()
        data = file.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
        section = read(_decode(data, name), name)
        path = name.partition("/")[2].removesuffix(".yaml")
        if name.startswith("texts/"):
            texts[path] = read_text(path, section, name)
        elif file.name == "index.yaml":
            folder = path.rpartition("/")[0]
            folders[folder] = read_folder(folder, section, name)
        else:
            parameters[path] = read_parameter(path, section, name)
    corpus = Corpus(texts, parameters, folders, digest.hexdigest())
    _check(corpus)
    return corpus


def fingerprint_over(corpus: Corpus, *parts: str) -> str:
    """The hash of a corpus and of what is laid over it."""
    digest = hashlib.sha256(corpus.fingerprint.encode())
    for part in parts:
        data = part.encode()
        digest.update(f"\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _files(root: Path) -> list[Path]:
    return sorted(file for part in ("parameters", "texts") for file in (root / part).rglob("*.yaml"))


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BrokenLawFile(file=name, line=line, reason="the file is not UTF-8") from error


def _check(corpus: Corpus) -> None:
    """Refuse what only shows when the files are seen together."""
    for text in corpus.texts.values():
        for other in (*text.replaces, *text.amends):
            if other not in corpus.texts:
                raise BrokenLawFile(file=f"texts/{text.id}.yaml", line=1, reason=f"there is no text '{other}'")
    for parameter in corpus.parameters.values():
        check_parameter(corpus, parameter, f"parameters/{parameter.path}.yaml", 1)


def check_parameter(corpus: Corpus, parameter: Parameter, file: str, line: int) -> None:
    """Refuse a parameter that does not fit the folders and texts of the corpus."""
    if parameter.folder not in corpus.folders:
        raise BrokenLawFile(file=file, line=line, reason=f"the folder '{parameter.folder}' has no index.yaml")
    if (parameter.names is not None) != (parameter.folder == _KINDS):
        raise BrokenLawFile(file=file, line=line, reason=f"name_vi, name_en, measurand belong to {_KINDS}, and only there")
    for version in (*parameter.versions, *parameter.drafts):
        if reason := misfit(corpus, version):
            raise BrokenLawFile(file=file, line=version.line, reason=reason)


def misfit(corpus: Corpus, version: Version) -> str:
    """Why a version does not fit its source text; empty if it does."""
    text = corpus.texts.get(version.source.text)
    reason = ""
    if text is None:
        reason = f"there is no text '{version.source.text}'"
    elif text.in_force_from and text.in_force_from > version.from_day:
        reason = f"the source {text.number} is in force only from {text.in_force_from}"
    elif text.issued_on and version.reviewed_on and version.reviewed_on < text.issued_on:
        reason = f"confirmed before the source {text.number} was issued"
    return reason
