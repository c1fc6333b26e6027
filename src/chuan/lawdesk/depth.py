# SPDX-License-Identifier: Apache-2.0
"""A guard before the reader of YAML: it recurses in C, and a page of brackets would take the whole process down."""

import yaml

from chuan.law.engine.errors import BrokenLawFile

#: Law files need six.
DEEPEST = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def refuse_deep(text: str, file: str) -> None:
    """Raise `BrokenLawFile` if the text is nested beyond all use; whatever else is wrong with it is the reader's to say.

    >>> refuse_deep("a: [[1]]", "x")
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
            if depth > DEEPEST:
                mark = event.start_mark
                raise BrokenLawFile(file=file, line=mark.line + 1 if mark else 1, reason="the file is nested too deeply")
    except yaml.YAMLError:
        return
