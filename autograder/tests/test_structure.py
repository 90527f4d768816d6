"""Data flows one way, and one file imports submissions."""

import ast
import pathlib

import autograder

PACKAGE = pathlib.Path(autograder.__file__).parent

# Each stage may import those before it in its row, and no other stage.
MAY_IMPORT = {
    "answers": set(),
    "wire": {"answers"},
    "records": set(),
    "homework": set(),
    "settings": set(),
    "deadline": set(),
    "documents": set(),
    "seeds": {"homework", "records"},
    "untrusted": set(),
    "scripts": {"records"},
    "package": {"sandbox"},
    "sandbox": {"answers", "wire", "records"},
    "bounded": {"wire", "sandbox"},
    "intake": {"bounded", "records", "homework", "untrusted"},
    "reference": {"records", "homework", "package", "sandbox"},
    "console": {"sandbox"},
    "lending": {"wire", "reference", "sandbox"},
    "local": {"wire", "records", "package", "reference", "lending", "sandbox"},
    "judging": {"answers", "records", "untrusted"},
    "mistakes": {"reference"},
    "diagnosis": {"records", "reference", "local", "judging", "mistakes"},
    "calibration": {"reference", "records", "scripts", "homework", "judging"},
    "questions": {
        "answers", "settings", "records", "judging", "calibration", "scripts", "untrusted",
    },
    "session": {
        "bounded", "diagnosis", "judging", "lending", "local", "questions", "records",
        "reference", "sandbox", "untrusted",
    },
    "results": {"documents", "records", "questions", "untrusted"},
    "summary": {"records"},
    "grading": {
        "documents", "homework", "intake", "questions", "records", "reference", "results",
        "sandbox", "seeds", "session", "settings", "summary",
    },
    "clean_start": {"grading", "homework", "sandbox"},
    "table": {"records", "grading", "judging", "summary"},
    "handout": {"homework", "reference", "settings"},
    "build": {"answers", "handout", "homework", "questions", "settings"},
    "verify": {
        "build", "grading", "homework", "intake", "local", "mistakes", "questions", "records",
        "reference", "sandbox", "session",
    },
    "gradescope": {
        "clean_start", "deadline", "documents", "grading", "records", "reference", "sandbox",
        "settings", "untrusted",
    },
    "bundle": {"build", "homework", "seeds", "verify"},
    "browser": {"build", "handout", "homework", "settings"},
    "roster": {"bounded", "homework", "intake", "untrusted"},
    "reports": {"documents", "records", "roster", "untrusted"},
    "batch": {
        "clean_start", "deadline", "documents", "grading", "homework", "intake", "questions",
        "records", "reports", "roster", "sandbox", "seeds", "settings", "untrusted",
    },
    "cli": {
        "batch", "browser", "build", "bundle", "clean_start", "console", "deadline", "documents",
        "grading", "handout", "roster", "sandbox", "settings", "table", "verify",
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
    """The worker and the zygote import neither the reference, nor a judge, nor a script."""
    reached, waiting = set(), ["sandbox"]
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting += MAY_IMPORT[stage]
    assert reached.isdisjoint(
        {"reference", "judging", "questions", "scripts", "calibration", "grading"}
    )


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
