"""The pages: one on the class for staff, and one for each submission that can be sent out.

Each is a single file: styles and charts stand in it, and it asks for nothing.
"""

from __future__ import annotations

import pathlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import jinja2

from ...core import settings
from ...core.documents import write_whole
from ...core.records import HINT
from ...core.untrusted import in_line, printable
from . import charts
from .curves import curves
from .standing import Row, Standing, amiss_by_status, hint_of, moment, says, status_of, words_of
from .statistics import KINDS, class_figures
from .words import blocks

TEMPLATES = pathlib.Path(__file__).parent / "templates"
MISTAKES_SHOWN = 10
NOTES_SHOWN = 4
PAGE_SIZE = 50
"""So many students are folded away together."""
FEW = 12
"""So many students are not folded away."""


def write_pages(folder: pathlib.Path, standings: Sequence[Standing], notes: Sequence[str]):
    """Write report.html, and a report.html beside each results.json."""
    for standing in standings:
        if standing.document is not None:
            path = folder / standing.entry.folder / "report.html"
            write_whole(path, student_page(standing))
    write_whole(folder / "report.html", class_page(standings, notes))


def class_page(standings: Sequence[Standing], notes: Sequence[str] = ()) -> str:
    """The page on the class, for staff only: it names students."""
    figures = class_figures(standings)
    by_name = sorted(standings, key=lambda standing: standing.entry.called.casefold())
    return render(
        "class.html",
        figures=figures,
        missed=figures.missed if figures else {},
        kinds=KINDS,
        pages=[by_name[at : at + PAGE_SIZE] for at in range(0, len(by_name), PAGE_SIZE)],
        few=FEW,
        late=sum(standing.entry.late for standing in standings),
        amiss=amiss_by_status(standings),
        notes=notes,
        shown_notes=NOTES_SHOWN,
        mistakes_shown=MISTAKES_SHOWN,
    )


def student_page(standing: Standing) -> str:
    """The page on one submission, for those who handed it in.

    Of a question that is hidden from students it shows the points, and not the words.
    """
    return render("student.html", standing=standing)


def shown_words(row: Row) -> str:
    """A row's words as its student may read them, without the hint, which stands apart."""
    if row.get("visibility", "visible") != "visible":
        return ""
    return str(row.get("output") or "").removeprefix(f"{HINT}{hint_of(row)}\n").strip()


def shown_hint(row: Row) -> str:
    """A row's hint as its student may read it."""
    return hint_of(row) if row.get("visibility", "visible") == "visible" else ""


def shown_picture(row: Row) -> Mapping[str, Any] | None:
    """The numbers of a row's picture as its student may see them; None where there are none."""
    visible = row.get("visibility", "visible") == "visible"
    return row["extra_data"].get("picture") if visible else None


def render(template: str, **values: Any) -> str:
    """A page from its template; all that is put into it is escaped."""
    return (
        _environment()
        .get_template(template)
        .render(values, title=settings.load().title, page_size=PAGE_SIZE)
    )


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    functions: Mapping[str, Any] = {
        "histogram": charts.histogram,
        "outcome_bar": charts.outcome_bar,
        "legend": charts.LEGEND,
        "status_of": status_of,
        "kind_of": charts.kind_of,
        "words_of": words_of,
        "shown_words": shown_words,
        "shown_hint": shown_hint,
        "says": says,
        "blocks": blocks,
        "shown_picture": shown_picture,
        "curves": curves,
    }
    environment.globals.update(functions)
    environment.filters["number"] = lambda value: f"{value:.10g}"
    environment.filters["moment"] = moment
    environment.filters["printable"] = lambda text: printable(str(text).expandtabs(4))
    environment.filters["short"] = lambda text: in_line(text, 30)
    environment.filters["percent"] = lambda value: f"{100 * value:.0f} %"
    return environment
