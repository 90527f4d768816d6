"""Data flows one way, and one file imports submissions."""

import ast
import pathlib

import autograder

PACKAGE = pathlib.Path(autograder.__file__).parent

# Each stage may import those before it in its row, and no other stage.
MAY_IMPORT = {
    "wire": set(),
    "records": set(),
    "homework": set(),
    "settings": set(),
    "documents": set(),
    "probes": set(),
    "sandbox": {"wire", "records", "probes"},
    "intake": {"records", "homework"},
    "reference": {"records", "homework", "probes"},
    "lending": {"wire", "reference", "sandbox"},
    "local": {"wire", "records", "probes", "reference", "lending", "sandbox"},
    "judging": {"records"},
    "mistakes": {"reference"},
    "diagnosis": {"records", "reference", "local", "judging", "mistakes"},
    "calibration": {"reference", "records", "probes", "homework", "judging"},
    "questions": {"settings", "records", "judging", "calibration", "probes"},
    "session": {"records", "reference", "lending", "local", "judging", "questions", "diagnosis"},
    "results": {"documents", "records", "questions"},
    "summary": {"records"},
    "grading": {
        "documents", "homework", "intake", "questions", "records", "reference", "results",
        "sandbox", "session", "settings", "summary",
    },
    "clean_start": {"grading", "homework", "sandbox"},
    "table": {"records", "grading", "summary"},
    "handout": {"homework", "reference", "settings"},
    "build": {"handout", "homework", "questions", "settings"},
    "verify": {
        "build", "grading", "homework", "intake", "local", "mistakes", "questions", "records",
        "reference", "sandbox", "session",
    },
    "gradescope": {
        "clean_start", "documents", "grading", "records", "reference", "sandbox", "settings",
    },
    "bundle": {"build", "homework", "verify"},
    "browser": {"build", "handout", "homework", "settings"},
    "roster": set(),
    "reports": {"documents", "records", "roster"},
    "batch": {
        "clean_start", "documents", "grading", "homework", "intake", "questions", "records",
        "reports", "roster", "sandbox", "settings",
    },
    "cli": {
        "batch", "browser", "build", "bundle", "clean_start", "grading", "handout", "roster",
        "sandbox", "settings", "table", "verify",
    },
}  # fmt: skip


def stage_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_stages(path):
    """The stages that a file imports, relative imports resolved."""
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            yield from [node.module.split(".")[0]] if node.module else [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("autograder."):
            yield node.module.split(".")[1]


def sources():
    for path in sorted(PACKAGE.rglob("*.py")):
        if stage_of(path) not in ("tests", "benchmarks", "__init__", "__main__"):
            yield path


def test_no_stage_reaches_back():
    """Every import goes from a later stage to an earlier one."""
    for path in sources():
        stage = stage_of(path)
        backwards = set(imported_stages(path)) - MAY_IMPORT[stage] - {stage}
        assert not backwards, f"{path.relative_to(PACKAGE)} imports {backwards}"


def test_what_runs_beside_a_submission_knows_no_answers():
    """The worker, the zygote and the probes import neither the reference nor any judge."""
    reached, waiting = set(), ["sandbox", "probes"]
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting += MAY_IMPORT[stage]
    assert reached.isdisjoint({"reference", "judging", "questions", "calibration", "grading"})


def test_only_one_file_compiles_a_submission():
    """No other file compiles or runs source text."""
    for path in sources():
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        risky = called & {"compile", "exec", "eval", "__import__"}
        assert not risky or path.name == "sources.py", path


def test_files_fit_in_the_head():
    """No file of the kit is longer than 260 lines, but for the catalogue, which is a list."""
    for path in sources():
        if path.parent.name == "mistakes":
            continue
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 260, path
