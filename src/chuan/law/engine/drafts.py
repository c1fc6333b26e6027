# SPDX-License-Identifier: Apache-2.0
"""The law as it would be: the versions of draft texts laid over the law in force.

A draft document is one YAML file in the strict format of the law files:

    texts:                          # optional: the draft texts the versions cite, as in texts/, by id
      du-thao-2027:
        number: …
    parameters:
      - path: verification/cycles/taximeter
        versions:
          - {from: 2027-01-01, value: 12, source: du-thao-2027/art-4, confidence: seen}

A parameter the files do not have needs its head too (title, title_en, unit, anchor). A document with one parameter may
put `path` and `versions` at its root.
"""

from collections.abc import Mapping
from dataclasses import replace

from chuan.law.engine.corpus import Corpus, check_parameter, fingerprint_over
from chuan.law.engine.errors import BrokenLawFile
from chuan.law.engine.nodes import Parameter, Text, Version
from chuan.law.engine.shape import PARAMETER_KEYS, Reader, read_parameter, read_text, read_versions
from chuan.law.engine.strict_yaml import Section, Series, read

_SINGLE = {"texts", "path", *PARAMETER_KEYS}
_MANY = {"texts", "parameters"}


def with_draft(corpus: Corpus, documents: Mapping[str, str]) -> Corpus:
    """The law with drafts laid over it; `documents`: contents by the file name that refusals shall name.

    From the first day a draft gives for a parameter on, the draft alone speaks; before that day, the law as it is.
    Raises `BrokenLawFile` with file and line. No documents: the corpus itself.
    """
    if not documents:
        return corpus
    drafts = [(file, read(content, file)) for file, content in documents.items()]
    texts = dict(corpus.texts)
    for file, root in drafts:
        for text_id, text in _texts(root, file).items():
            if text_id in texts:
                raise BrokenLawFile(file=file, line=root["texts"].lines[text_id], reason=f"the text '{text_id}' is there already")
            texts[text_id] = text
    known = replace(corpus, texts=texts)
    _check_neighbours(known, drafts)
    parameters = dict(corpus.parameters)
    laid: set[str] = set()
    for file, root in drafts:
        for section in _sections(root, file):
            parameter = _parameter(corpus, section, file)
            if parameter.path in laid:
                raise BrokenLawFile(file=file, line=section.line, reason=f"the parameter '{parameter.path}' stands twice")
            check_parameter(known, parameter, file, section.line)
            laid.add(parameter.path)
            parameters[parameter.path] = parameter
    parts = [part for item in sorted(documents.items()) for part in item]
    return replace(known, parameters=parameters, fingerprint=fingerprint_over(corpus, "draft", *parts))


def with_kept_drafts(corpus: Corpus) -> Corpus:
    """The law with the versions laid over it that the files themselves mark `status: draft`."""
    parameters = {path: _laid(p, p.drafts) if p.drafts else p for path, p in corpus.parameters.items()}
    if not any(p.drafts for p in corpus.parameters.values()):
        return corpus
    return replace(corpus, parameters=parameters, fingerprint=fingerprint_over(corpus, "kept drafts"))


def _laid(parameter: Parameter, drafts: tuple[Version, ...]) -> Parameter:
    first = drafts[0].from_day
    kept = tuple(version for version in parameter.versions if version.from_day < first)
    return replace(parameter, versions=(*kept, *(replace(version, is_draft=True) for version in drafts)), drafts=(), reviewed_on=None)


def _texts(root: Section, file: str) -> dict[str, Text]:
    if "texts" not in root:
        return {}
    section = Reader(root, file, _MANY | _SINGLE).need("texts", Section)
    found: dict[str, Text] = {}
    for text_id, text in section.items():
        if not isinstance(text, Section):
            raise BrokenLawFile(file=file, line=section.lines[text_id], reason="a text must be a mapping")
        found[text_id] = read_text(text_id, text, file)
    return found


def _check_neighbours(corpus: Corpus, drafts: list[tuple[str, Section]]) -> None:
    for file, root in drafts:
        for text_id in root.get("texts") or ():
            text = corpus.texts[text_id]
            for other in (*text.replaces, *text.amends):
                if other not in corpus.texts:
                    line = root["texts"].lines[text_id]
                    raise BrokenLawFile(file=file, line=line, reason=f"there is no text '{other}'")


def _sections(root: Section, file: str) -> list[Section]:
    if "path" in root:
        single = Section(root.line)
        single.update({key: value for key, value in root.items() if key != "texts"})
        single.lines = root.lines
        return [single]
    series = Reader(root, file, _MANY).need("parameters", Series)
    for item, line in zip(series, series.lines, strict=True):
        if not isinstance(item, Section):
            raise BrokenLawFile(file=file, line=line, reason="a parameter must be a mapping with 'path' and 'versions'")
    return list(series)


def _parameter(corpus: Corpus, section: Section, file: str) -> Parameter:
    reader = Reader(section, file, {"path", *PARAMETER_KEYS})
    path = reader.text("path")
    old = corpus.parameters.get(path)
    if old is None:
        whole = Section(section.line)
        whole.update({"reviewed_on": None} | {key: value for key, value in section.items() if key != "path"})
        whole.lines = section.lines
        new = read_parameter(path, whole, file)
        return _laid(replace(new, versions=()), tuple(sorted((*new.versions, *new.drafts), key=lambda v: v.from_day)))
    for key in section:
        if key not in {"path", "versions"}:
            raise reader.refuse(key, f"the parameter exists: a draft gives only its versions, not '{key}'")
    versions = read_versions(reader)
    for version in versions:
        wrong = version.value is not None if old.unit == "table" else version.rows is not None
        if wrong:
            raise BrokenLawFile(file=file, line=version.line, reason="a table is given by rows, everything else by one value")
    return _laid(old, tuple(versions))
