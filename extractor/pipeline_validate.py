"""Data in, findings out: curated tables with what is declared beside them, and contract JSON. The files of one folder belong
together: their numbers are compared, and its relations.yaml and waivers.yaml speak of all of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnreadableInput, UsageError
from extractor.model import Message, PageSource
from extractor.model.curated import CuratedFile, Declarations, Finding, Place, Written
from extractor.parsers.curated import DATA_SUFFIXES, read_data, read_yaml
from extractor.parsers.curated.contract import is_report, read_json, values
from extractor.validators import check_facts
from extractor.validators.curated import Judgement, check_curated, merged, read_declarations
from extractor.validators.curated.report import check_report, check_schema
from extractor.validators.rules import explained, rules
from extractor.writers.relations_yaml import with_relations

DECLARATIONS = ("relations.yaml", "relations.yml", "waivers.yaml", "waivers.yml")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run found: findings in the order of files, the files read and passed over, one judgement a folder of curated data,
    how many numbers there were and how many relations hold; `unseen` are the contract files whose document was not there to be
    looked at."""

    findings: tuple[Finding, ...]
    files: tuple[Path, ...]
    skipped: tuple[Path, ...]
    judgements: tuple[tuple[Path, Judgement], ...]
    facts: int
    holding: int
    unseen: tuple[Path, ...]


def validate(paths: Sequence[Path], evidence: bool = True) -> Verdict:
    """Judge files and folders; with `evidence` the documents of contract JSON are opened again. UsageError where a path does not
    exist or none holds data; a JSON file of somebody else's is passed over, so that a hook on `*.json` stays usable."""
    files, skipped = _files(paths)
    declared = [path.parent for path in paths if path.name in DECLARATIONS]
    if not files and not declared and not any(path.suffix.lower() == ".json" for path in skipped):
        raise UsageError(
            "no_data", "没有可核对的数据文件（CSV、TSV、XLSX、JSONL、JSON）", "no data to validate (CSV, TSV, XLSX, JSONL, JSON)"
        )
    findings: list[Finding] = []
    judgements: list[tuple[Path, Judgement]] = []
    unseen: list[Path] = []
    facts = holding = 0
    for folder in dict.fromkeys([*(path.parent for path in files), *declared]):
        own = [path for path in files if path.parent == folder]
        declarations, faults = _declarations(folder)
        findings += faults
        data = [path for path in own if path.suffix.lower() in DATA_SUFFIXES]
        reports = [path for path in own if path.suffix.lower() == ".json"]
        whole = {path.name for path in own} >= {path.name for path in _within(folder, deep=False)}
        read, lost = _read(data)
        findings += lost
        from_reports: list[Finding] = []
        for path in reports:
            judged = _report(path, evidence)
            from_reports += judged.findings
            facts += judged.facts
            holding += judged.holding
            unseen += [] if judged.seen else [path]
        judgement = check_curated(read, declarations, from_reports, whole)
        findings += judgement.findings
        judgements.append((folder, judgement))
        facts += judgement.numbers
        holding += judgement.holding
    return Verdict(tuple(findings), tuple(files), tuple(skipped), tuple(judgements), facts, holding, tuple(unseen))


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The data files, each once, and what was passed over. A relations file stands for all the data beside it."""
    files: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files |= dict.fromkeys(_within(path, deep=True))
        elif not path.exists():
            raise UsageError("no_file", f"找不到 {path}", f"{path} does not exist")
        elif path.name in DECLARATIONS:
            files |= dict.fromkeys(_within(path.parent, deep=False))
        elif path.suffix.lower() in DATA_SUFFIXES or (path.suffix.lower() == ".json" and _is_report(path)):
            files[path] = None
        else:
            skipped[path] = None
    return list(files), list(skipped)


def _within(folder: Path, deep: bool) -> Iterator[Path]:
    """Data files of a folder, sorted, without hidden ones, and without the tables that `extract` and `export` write beside its JSON."""
    for here, folders, names in os.walk(folder):
        made = "run.json" in names
        folders[:] = sorted(name for name in folders if deep and not name.startswith(".") and not (made and name == "export"))
        extracted = {"facts.csv", "run.json"} if made else set()
        for name in sorted(names):
            path = Path(here) / name
            suffix = path.suffix.lower()
            if name.startswith((".", "~$")) or name in extracted or not path.is_file():
                continue
            if suffix in DATA_SUFFIXES or (suffix == ".json" and _is_report(path)):
                yield path


def _is_report(path: Path) -> bool:
    """Whether a JSON file is ours; one that cannot be read is kept, so that it is told."""
    try:
        return is_report(read_json(path).content)
    except UnreadableInput:
        return True


def _declarations(folder: Path) -> tuple[Declarations, list[Finding]]:
    parts: list[Declarations] = []
    findings: list[Finding] = []
    for name in DECLARATIONS:
        path = folder / name
        if path.is_file():
            try:
                written: Written = read_yaml(path)
            except UnreadableInput as error:
                findings.append(_unreadable(path, error))
                continue
            declared, faults = read_declarations(written)
            parts.append(declared)
            findings += faults
    return merged(tuple(parts)), findings


def _read(paths: Sequence[Path]) -> tuple[list[CuratedFile], list[Finding]]:
    files, findings = [], []
    for path in paths:
        try:
            files.append(read_data(path))
        except UnreadableInput as error:
            findings.append(_unreadable(path, error))
    return files, findings


def _unreadable(path: Path, error: UnreadableInput) -> Finding:
    return Finding("SCH01", "error", Place(str(path)), Message(error.zh, error.en))


@dataclass(frozen=True, slots=True)
class _Judged:
    """One contract JSON file: findings, facts, consistent checks, and whether its print was (or need not be) looked at."""

    findings: tuple[Finding, ...]
    facts: int = 0
    holding: int = 0
    seen: bool = True


def _report(path: Path, evidence: bool) -> _Judged:
    try:
        file = read_json(path)
    except UnreadableInput as error:
        return _Judged((_unreadable(path, error),))
    broken = check_schema(str(path), file.content, file.line)
    if broken:
        return _Judged(broken)
    facts, tables = values(file.content)
    printed = file.content["source"]["media_type"] == "application/pdf"
    source = _document(path, file.content["source"]) if evidence and printed else None
    checks = check_facts(facts, tables, source.words if source else None)
    findings = tuple(check_report(str(path), file.content, facts, checks, file.line))
    holding = sum(1 for check in checks if check.status == "consistent")
    return _Judged(findings, len(facts), holding, not printed or source is not None)


def _document(path: Path, source: Mapping[str, str]) -> PageSource | None:
    """The report that the facts were read from, if the very file still lies where it lay, or beside the JSON."""
    for document in (Path(source["path"]), path.parent / Path(source["path"]).name):
        if document.is_file() and hashlib.sha256(document.read_bytes()).hexdigest() == source["sha256"]:
            from extractor import parsers

            try:
                return parsers.parse(document).source
            except UnreadableInput:
                return None
    return None


def rule_texts() -> dict[str, tuple[str, str]]:
    """Code → (name, description) of every rule, for SARIF and for checking `--select`."""
    return {code: (rule.name.en, f"{rule.what.zh} {rule.what.en}") for code, rule in rules().items()}


def explain(code: str) -> str:
    """One rule, explained. UsageError for a code that is none."""
    if code not in rules():
        raise UsageError("no_rule", f"没有规则 {code}；有：{', '.join(rules())}", f"no rule {code}; there are {', '.join(rules())}")
    return explained(rules()[code])


def write_relations(verdict: Verdict) -> Iterator[tuple[Path, int]]:
    """Add the relations found in each folder's data, and declared nowhere, to its relations.yaml: (path, how many)."""
    for folder, judgement in verdict.judgements:
        found = [
            {
                "total": line.total,
                "parts": line.parts,
                "entity": line.entity,
                "metric": line.metric,
                "evidence": f"{Path(line.file).name}: 成立 holds {line.holding}, 不成立 fails {line.failing}",
            }
            for line in judgement.sums
        ]
        if found:
            path = folder / "relations.yaml"
            written = read_yaml(path) if path.exists() else None
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(with_relations(text, written.ends.get("relations") if written else None, found), encoding="utf-8", newline="\n")
            yield path, len(found)
