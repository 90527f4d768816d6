"""The benchmark of an epoch times the same training everywhere, or says that it does not."""

import json
import pathlib
import subprocess
import sys
import zipfile

import pytest

from autograder.benchmarks.environments import installed
from autograder.benchmarks.epoch import Report, as_json, verdicts
from autograder.benchmarks.epoch_rows import (
    EPOCHS,
    PEERS,
    Row,
    Running,
    Training,
    require_agreement,
    rows,
    write_problem,
)

PYTHON = pathlib.Path(sys.executable)
SMALL = Training(8, 64, 0.02)
BY_NAME = {peer.name: peer for peer in PEERS}


def test_the_reference_and_the_textbook_train_the_same():
    """With the same order of the examples both come to the same loss, and all epochs are timed."""
    reference, textbook = rows(SMALL, {None: PYTHON}, rounds=2)
    assert (reference.peer.name, textbook.peer.name) == ("reference", "textbook")
    assert reference.loss == pytest.approx(textbook.loss, rel=1e-9)
    for row in (reference, textbook):
        assert len(row.milliseconds) == len(row.cpu_milliseconds) == 2 * (EPOCHS - 1)
        assert min(row.milliseconds) > 0 and row.version.startswith("numpy ")


@pytest.mark.ci("trainings compared with other libraries")
@pytest.mark.parametrize("name", ["torch", "jax", "sklearn"])
def test_another_library_trains_the_same(name):
    """PyTorch, JAX and scikit-learn come to the reference's loss, each with its own order."""
    pytest.importorskip(name, reason="another library for training is not installed")
    environment = {"sklearn": "scikit-learn"}.get(name, name)
    found = rows(SMALL, {None: PYTHON, environment: PYTHON}, rounds=1)
    expected = [peer.name for peer in PEERS if peer.environment in (None, environment)]
    assert [row.peer.name for row in found] == expected


def test_an_epoch_left_out_is_noticed(tmp_path):
    """A peer that trains an epoch less is refused, by its name."""
    problem = write_problem(tmp_path, SMALL)
    with (
        Running(BY_NAME["reference"], problem, PYTHON) as reference,
        Running(BY_NAME["textbook"], problem, PYTHON) as textbook,
    ):
        losses = {
            "reference": reference.turn(EPOCHS)["loss"],
            "textbook": textbook.turn(EPOCHS - 1)["loss"],
        }
    with pytest.raises(RuntimeError, match="textbook did not train the same"):
        require_agreement(losses)


def test_a_loss_that_is_no_number_is_refused():
    """A training that ends in NaN agrees with nothing."""
    with pytest.raises(RuntimeError, match="torch_sgd"):
        require_agreement({"reference": 0.7, "torch_sgd": float("nan")})


def test_a_peer_that_ends_is_named(tmp_path):
    """A script that fails is an error of its own, and no row without figures."""
    with pytest.raises(RuntimeError, match="reference ended with 1"):
        Running(BY_NAME["reference"], tmp_path / "nothing.npz", PYTHON)


def row(name, *milliseconds):
    return Row(BY_NAME[name], SMALL, milliseconds, milliseconds, 0.7, "1.0")


@pytest.mark.parametrize("own, met", [(3.0, True), (3.1, False)])
def test_the_target_is_a_ratio_of_medians(own, met):
    """The reference may take 0.3 times PyTorch's median, and no more."""
    measured = row("reference", 1.0, own, 99.0), row("torch_sgd", 2.0, 10.0, 11.0)
    (verdict,) = verdicts(measured)
    assert (verdict.met, verdict.ratio) == (met, own / 10.0)
    report = json.loads(json.dumps(as_json(Report(measured, measured, (verdict,), "a machine"))))
    assert report["verdicts"][0]["met"] is met
    assert report["small"][1]["milliseconds"] == [2.0, 10.0, 11.0]


def write_wheel(folder, version):
    """A package that has nothing but its version."""
    path = folder / f"tiny-{version}-py3-none-any.whl"
    about = f"tiny-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", f"VERSION = {version!r}\n")
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n"
        )
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{about}/RECORD", "")
    return str(path)


@pytest.mark.ci("trainings compared with other libraries")
def test_an_environment_is_kept_until_other_packages_are_asked_for(tmp_path):
    """It is made once, used again as it is, and made anew for another version."""
    folder, mark = tmp_path / "environment", tmp_path / "environment" / "mark"

    def version(pinned):
        python = installed(folder, [pinned]) / "python"
        says = [python, "-c", "import tiny; print(tiny.VERSION)"]
        return subprocess.run(says, capture_output=True, text=True, check=True).stdout.strip()

    first, second = write_wheel(tmp_path, "1.0"), write_wheel(tmp_path, "2.0")
    assert version(first) == "1.0"
    mark.touch()
    assert version(first) == "1.0" and mark.exists()
    assert version(second) == "2.0" and not mark.exists()
