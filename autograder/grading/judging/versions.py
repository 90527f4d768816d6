"""Names that Python and NumPy gained and lost, so that a difference of versions is told as one."""

from __future__ import annotations

import re
import sys

import numpy as np

from ...core.records import Raised

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
NUMPY = np.__version__

NEW_IN_PYTHON = {
    "3.11": "tomllib builtins.BaseExceptionGroup builtins.ExceptionGroup asyncio.TaskGroup "
    "asyncio.timeout contextlib.chdir datetime.UTC enum.EnumCheck enum.EnumType enum.ReprEnum "
    "enum.StrEnum enum.global_enum enum.member enum.nonmember enum.verify hashlib.file_digest "
    "math.cbrt math.exp2 operator.call sys.exception typing.LiteralString typing.Never "
    "typing.NotRequired typing.Required typing.Self typing.TypeVarTuple typing.Unpack "
    "typing.assert_never typing.assert_type typing.dataclass_transform typing.reveal_type",
    "3.12": "collections.abc.Buffer itertools.batched math.sumprod random.binomialvariate "
    "sys.monitoring types.get_original_bases typing.TypeAliasType typing.override",
    "3.13": "builtins.PythonFinalizationError copy.replace math.fma os.process_cpu_count "
    "queue.ShutDown re.PatternError statistics.kde statistics.kde_random typing.NoDefault "
    "typing.ReadOnly typing.TypeIs warnings.deprecated",
}
GONE_FROM_PYTHON = {
    "3.11": "binhex asyncio.coroutine inspect.formatargspec inspect.getargspec",
    "3.12": "asynchat asyncore distutils imp smtpd",
    "3.13": "aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap nntplib pipes sndhdr "
    "sunau telnetlib uu xdrlib re.template unittest.makeSuite",
}
NEW_IN_NUMPY = {
    "1.25": "numpy.dtypes numpy.exceptions",
    "2.0": "numpy.acos numpy.acosh numpy.asin numpy.asinh numpy.astype numpy.atan numpy.atan2 "
    "numpy.atanh numpy.bitwise_count numpy.bool numpy.concat numpy.isdtype numpy.long "
    "numpy.matrix_transpose numpy.permute_dims numpy.pow numpy.strings numpy.trapezoid numpy.ulong "
    "numpy.unique_counts numpy.unique_inverse numpy.unique_values numpy.vecdot "
    "numpy.linalg.diagonal numpy.linalg.matmul numpy.linalg.matrix_norm numpy.linalg.outer "
    "numpy.linalg.trace numpy.linalg.vecdot numpy.linalg.vector_norm",
    "2.1": "numpy.cumulative_prod numpy.cumulative_sum numpy.unstack",
    "2.2": "numpy.matvec numpy.vecmat",
}
GONE_FROM_NUMPY = {
    "1.24": "numpy.float numpy.int numpy.object numpy.str numpy.complex",
    "2.0": "numpy.Inf numpy.Infinity numpy.NAN numpy.NINF numpy.NaN numpy.PINF numpy.alltrue "
    "numpy.asfarray numpy.cast numpy.cfloat numpy.complex_ numpy.cumproduct numpy.disp "
    "numpy.find_common_type numpy.float_ numpy.infty numpy.issubclass_ numpy.longfloat numpy.mat "
    "numpy.msort numpy.obj2sctype numpy.product numpy.round_ numpy.singlecomplex numpy.sometrue "
    "numpy.source numpy.string_ numpy.unicode_",
    "2.4": "numpy.in1d numpy.trapz",
}
IMPORTED = re.compile(r"\Acannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'")
LOOKED_UP = re.compile(r"\Amodule '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'")
EXPIRED = re.compile(r"\A`np\.(?P<name>\w+)` was removed in the NumPy")
MODULE = re.compile(r"\ANo module named '(?P<module>[\w.]+)'")
BUILT_IN = re.compile(r"\Aname '(?P<name>\w+)' is not defined")


def version_hint(raised: Raised) -> str:
    """Which versions grade, where another one would not raise this; empty where none is known."""
    if raised.needs:
        return f"this is graded with Python {PYTHON}; it needs Python {raised.needs} or newer."
    module, name = _missing(raised)
    library, version = ("NumPy", NUMPY) if _top(module) == "numpy" else ("Python", PYTHON)
    known = f"{module}.{name}".strip(".")
    graded = f"this is graded with {library} {version}"
    said = known.removeprefix("builtins.")
    for since in _since(known, NEW_IN_PYTHON, NEW_IN_NUMPY):
        return f"{graded}; `{said}` needs {library} {since} or newer."
    for since in _since(known, GONE_FROM_PYTHON, GONE_FROM_NUMPY):
        return f"{graded}; `{said}` is gone from {library} {since} on."
    if name and _top(module) in {*sys.stdlib_module_names, "numpy"} - {"builtins"}:
        return f"{graded}, whose `{module}` has no `{name}`: is it spelled as your version has it?"
    return ""


def _missing(raised):
    """The module and the name that an exception misses; empty texts where it misses none."""
    for kind, pattern, module in (
        ("ImportError", IMPORTED, ""),
        ("AttributeError", LOOKED_UP, ""),
        ("AttributeError", EXPIRED, "numpy"),
        ("ModuleNotFoundError", MODULE, ""),
        ("NameError", BUILT_IN, "builtins"),
    ):
        found = pattern.match(raised.message) if raised.type == kind else None
        if found:
            parts = found.groupdict()
            return parts.get("module", module), parts.get("name", "")
    return "", ""


def _since(known, *tables):
    return [since for table in tables for since, names in table.items() if known in names.split()]


def _top(module):
    return module.partition(".")[0]
