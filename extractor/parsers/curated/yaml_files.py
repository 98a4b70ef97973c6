"""relations.yaml and waivers.yaml as written: every scalar a string, with the line on which each value begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from extractor.errors import UnreadableInput
from extractor.model.curated import Written
from extractor.parsers.curated.rows import read_text

_DEEPEST = 12


def read_yaml(path: Path) -> Written:
    """A YAML file of mappings, lists and scalars. UnreadableInput for what is no YAML, says a key twice, or sets traps."""
    text = read_text(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_traps(path, text, loader)
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or str(error)
        raise UnreadableInput("yaml", f"{path}:{line}：YAML 写法有误（{what}）", f"{path}:{line}: malformed YAML ({what})") from error
    lines: dict[tuple[str | int, ...], int] = {}
    ends: dict[str, int] = {}
    content = _value(path, node, (), lines) if node is not None else {}
    if isinstance(node, yaml.MappingNode):
        ends = {key.value: value.end_mark.line for key, value in node.value if isinstance(value, yaml.SequenceNode)}
    return Written(str(path), content, lines, ends)


def _refuse_traps(path: Path, text: str, loader: Any) -> None:
    """Aliases, a few of which unfold to gigabytes, and nesting that no relation needs, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableInput("yaml", f"{path}：不支持 YAML 别名", f"{path}: YAML aliases are not supported")
        if depth > _DEEPEST:
            line = event.start_mark.line + 1
            raise UnreadableInput("yaml", f"{path}:{line}：嵌套过深", f"{path}:{line}: nested too deep")


def _value(path: Path, node: yaml.Node, at: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]) -> object:
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, child, (*at, number), lines) for number, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        content: dict[str, object] = {}
        for key, child in node.value:
            if key.value in content:
                line = key.start_mark.line + 1
                raise UnreadableInput("yaml", f"{path}:{line}：键 {key.value} 出现两次", f"{path}:{line}: key {key.value} occurs twice")
            content[str(key.value)] = _value(path, child, (*at, str(key.value)), lines)
            lines[(*at, str(key.value))] = key.start_mark.line + 1
        return content
    return None if node.tag == "tag:yaml.org,2002:null" and node.value in ("", "~", "null") else str(node.value)
