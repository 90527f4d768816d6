"""Data flows one way, the engine knows no homework, and one file imports submissions."""

import ast
import pathlib

import autograder

PACKAGE = pathlib.Path(autograder.__file__).parent

# Each room may import those before it. The assignment is told of by name alone, and may
# import what judges are made of.
ROOMS = (
    "core", "wire", "sandbox", "intake", "grading", "build", "verify", "batch", "gradescope",
    "commands",
)  # fmt: skip
FOR_ASSIGNMENTS = {"core", "wire", "sandbox", "grading", "build"}
APART = ("assignment", "tests", "benchmarks", "__init__", "__main__")


def name_of(path):
    """A file's module, as a tuple: ("grading", "case")."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def sources(*rooms):
    """The files of these rooms, or of the whole engine."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room in rooms or (not rooms and room not in APART):
            yield path


def imported(path, inside_functions=True):
    """The modules of the kit that a file imports, each as a tuple."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    here = path.relative_to(PACKAGE).parent.parts
    for node in ast.walk(tree) if inside_functions else tree.body:
        if not isinstance(node, ast.ImportFrom):
            continue
        base = here[: len(here) - node.level + 1] if node.level else ()
        module = tuple((node.module or "").split(".")) if node.module else ()
        if not node.level and module[:1] != ("autograder",):
            continue
        full = (*base, *module) if node.level else module[1:]
        for one in node.names:
            longer = PACKAGE.joinpath(*full, one.name)
            is_module = longer.with_suffix(".py").is_file() or (longer / "__init__.py").is_file()
            yield (*full, one.name) if is_module else full


def test_no_room_reaches_back():
    """Every import goes from a later room to an earlier one, and none to the assignment."""
    for path in sources():
        room = name_of(path)[0]
        for module in imported(path):
            allowed = module[0] in ROOMS[: ROOMS.index(room) + 1]
            assert allowed, f"{path.relative_to(PACKAGE)} imports {'.'.join(module)}"


def test_the_assignment_builds_on_what_judges_are_made_of():
    """It imports no room that runs submissions, classes or Gradescope."""
    for path in sources("assignment"):
        rooms = {module[0] for module in imported(path)} - {"assignment"}
        assert rooms <= FOR_ASSIGNMENTS, f"{path.relative_to(PACKAGE)} imports {rooms}"


def test_no_modules_import_each_other():
    """At import, no module needs one that needs it."""
    needs = {name_of(path): set(imported(path, inside_functions=False)) for path in sources()}
    done, open_ = set(), []

    def visit(module):
        assert module not in open_, f"a cycle: {open_[open_.index(module) :]}"
        if module not in done and module in needs:
            open_.append(module)
            for other in needs[module] - {module}:
                visit(other)
            done.add(open_.pop())

    for module in needs:
        visit(module)


def test_the_engine_holds_no_name_of_the_homework():
    """No function, class or file that students write is named in the engine's code."""
    from autograder.core.homework import PACKAGE as HOMEWORK
    from autograder.core.homework import student_modules, written_names

    modules = {name.removesuffix(".py") for name in student_modules()}
    written = {name for names in written_names().values() for name in names}
    names = (modules | written | {HOMEWORK}) - ORDINARY
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = set(node.value.replace(".", " ").replace("/", " ").split())
                assert id(node) in docs or not words & names, (path, node.value)


# Words that mean something else, too.
ORDINARY = {"forward", "backward", "gradient", "derivative", "train", "network", "numeric"}


def test_what_runs_beside_a_submission_knows_no_answers():
    """The worker and the zygote import neither the reference, nor a judge, nor a script."""
    waiting, reached = [("sandbox", "zygote"), ("sandbox", "spawned")], set()
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            path = PACKAGE.joinpath(*module)
            file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            waiting += imported(file)
    assert {module[0] for module in reached} <= {"core", "wire", "sandbox"}
    assert ("core", "homework") not in reached


def test_only_one_file_compiles_a_submission():
    """No other file compiles or runs source text, but for formulas and texts of the kit's own."""
    allowed = ("sources.py", "versions.py", "formulas.py", "written.py")
    for path in sources():
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        risky = called & {"compile", "exec", "eval", "__import__"}
        assert not risky or path.name in allowed, path


def test_files_fit_in_the_head():
    """No file of the kit is longer than 260 lines, but for lists of questions and mistakes."""
    for path in [*sources(), *sources("assignment")]:
        if path.stem not in ("mistakes", "questions"):
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 260, path
