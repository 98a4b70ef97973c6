"""The reference pages, from what the program itself reads: commands, schemas, rules, taxonomy. `make docs` writes them anew;
a test holds them current.

    python docs/generate.py          # write docs/reference/
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from extractor.cli import COMMANDS, main
from extractor.resources import schemas_dir
from extractor.taxonomy.metrics import metrics
from extractor.validators.rules import rules

FOLDER = Path(__file__).resolve().parent / "reference"
HEAD = "<!-- Written by docs/generate.py (make docs). Do not edit. -->\n\n"
SCHEMAS = ("report", "fact", "check", "table", "common", "run", "curated", "relations")


def commands() -> Iterator[str]:
    yield "# Commands"
    context = click.Context(main, info_name="yanbao")
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context)
        yield f"## `{' '.join([own.command_path, *command.collect_usage_pieces(own)])}`"
        yield inspect.cleandoc(command.help or "").replace("\f", "")
        yield "\n".join(_table(("option", "default", "says"), _options(command, own)))


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str, str]]:
    for option in command.params:
        if isinstance(option, click.Option):
            names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
            shown = option.show_default if isinstance(option.show_default, str) else option.default
            default = "" if option.is_flag or callable(shown) or not isinstance(shown, str | int | float) else str(shown)
            kind = option.type
            choices = f" ({', '.join(f'`{choice}`' for choice in kind.choices)})" if isinstance(kind, click.Choice) else ""
            yield names, default, f"{option.help or ''}{choices}"


def outputs() -> Iterator[str]:
    yield "# Output fields"
    yield "The normative form are the JSON Schemas (draft 2020-12) in `schemas/`; the worked example is `schemas/examples/report.json`."
    for name in SCHEMAS:
        schema = json.loads((schemas_dir() / f"{name}.schema.json").read_text(encoding="utf-8"))
        yield f"## `{name}.schema.json`"
        if text := schema.get("description"):
            yield text
        yield from _object(schema)
        for part, shape in schema.get("$defs", {}).items():
            yield f"### `{name}` · {part}"
            yield _described(shape) or f"`{_type(shape)}`"
            yield from _object(shape)


def _object(schema: Mapping[str, Any]) -> Iterator[str]:
    if fields := schema.get("properties"):
        rows = ((f"`{field}`", _type(shape), _described(shape)) for field, shape in fields.items())
        yield "\n".join(_table(("field", "type", "says"), rows))


def _described(shape: Mapping[str, Any]) -> str:
    parts = [shape.get("description", "")]
    if "enum" in shape:
        parts.append(" ".join(f"`{json.dumps(value) if value is None else value}`" for value in shape["enum"]))
    if "examples" in shape:
        parts.append("e.g. " + ", ".join(f"`{example}`" for example in shape["examples"]))
    return " ".join(filter(None, parts))


def _type(shape: Mapping[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[-1].removesuffix(".schema.json")
    if "anyOf" in shape or "oneOf" in shape:
        return " or ".join(_type(part) for part in shape.get("anyOf", shape.get("oneOf")))
    if "enum" in shape or "const" in shape:
        return "one of" if "enum" in shape else f"`{shape['const']}`"
    kind = shape.get("type", "any")
    shown = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{shown} of {_type(shape['items'])}" if "items" in shape and isinstance(shape["items"], dict) else shown


def rule_pages() -> Iterator[str]:
    yield "# Rules"
    yield "`yanbao validate --explain CODE` shows each with an example that fails it and one that passes."
    for code, rule in rules().items():
        yield f"## {code} · {rule.name.zh} · {rule.name.en}"
        yield f"{rule.what.zh}\n{rule.what.en}"
        yield f"{rule.why.zh}\n{rule.why.en}"


def metric_pages() -> Iterator[str]:
    yield "# Metrics"
    yield "What `metric` may be. `yanbao terms TERM` says which printed names a metric has, where they hold, and how a term maps."
    for statement in dict.fromkeys(metric.statement for metric in metrics().values()):
        yield f"## {statement}"
        own = [metric for metric in metrics().values() if metric.statement == statement]
        rows = ((f"`{m.id}`", m.zh, m.en, m.unit, m.period or "", m.gloss) for m in own)
        yield "\n".join(_table(("id", "中文", "English", "unit", "period", "says"), rows))


def taxonomy() -> Iterator[str]:
    yield "# Taxonomy files"
    yield "The domain knowledge, as data to be edited by hand, in `schemas/taxonomy/`."
    rows = []
    for path in sorted((schemas_dir() / "taxonomy").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        note = content.get("note", "") if isinstance(content, dict) else ""
        rows.append((f"`{path.name}`", note))
    yield "\n".join(_table(("file", "holds"), rows))


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> Iterator[str]:
    found = list(rows)
    if found:
        yield "| " + " | ".join(head) + " |"
        yield "|" + "---|" * len(head)
        yield from ("| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in row) + " |" for row in found)


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands.md": commands,
    "outputs.md": outputs,
    "rules.md": rule_pages,
    "metrics.md": metric_pages,
    "taxonomy.md": taxonomy,
}


def page(name: str) -> str:
    """The text that the page must have."""
    return HEAD + "\n\n".join(part for part in PAGES[name]() if part) + "\n"


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
