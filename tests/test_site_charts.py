"""Charts: markup that reads without colour, script or style, whatever numbers and words they are given."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from digest.site.charts.diverging import Column, diverging
from digest.site.charts.sparkline import sparkline
from digest.site.charts.steps import Step, steps
from digest.site.charts.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

HOSTILE = '</title><script>alert(1)</script>"><img src=x onerror=alert(1)>&lt;'
MONTHS = [("2025-01", 3), ("2025-02", 0), ("2025-03", 12)]
WEEKS = [Column("2025-W01", 2, 1, 0), Column("2025-W02", 0, 0, 3), Column("2025-W03", 0, 0, 0)]
STEPS = [Step("①", "positive", "▲"), Step("②", "none", "·"), Step("③", "negative", "▼"), Step("④", "mixed", "◆")]
DAYS = [(date(2025, 1, 1), 2, 0), (date(2025, 1, 9), 0, 1)]

DRAWN: dict[str, Callable[[str], Markup]] = {
    "sparkline": lambda text: sparkline(text, text, [(text, 1), *MONTHS]),
    "diverging": lambda text: diverging(text, text, [Column(text, 1, 1, 1), *WEEKS]),
    "steps": lambda text: steps(text, text, [Step(text, "positive", "▲"), *STEPS]),
    "timeline": lambda text: timeline(text, text, DAYS),
}
NOTHING: dict[str, Callable[[], Markup]] = {
    "sparkline": lambda: sparkline("t", "d", []),
    "diverging": lambda: diverging("t", "d", []),
    "steps": lambda: steps("t", "d", []),
    "timeline": lambda: timeline("t", "d", []),
}


def _parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own markup


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_words_stay_words(name: str) -> None:
    """A title that is markup elsewhere is text here, and nothing but shapes and words is drawn."""
    root = _parsed(DRAWN[name](HOSTILE))
    assert root.findtext("title") == HOSTILE
    assert {node.tag for node in root.iter()} <= {"svg", "title", "desc", "rect", "line", "circle", "text"}


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_charts_have_a_name_and_no_style(name: str) -> None:
    """A screen reader hears title and description; colours are classes, so a strict policy lets them stand."""
    svg = str(DRAWN[name]("제목"))
    root = _parsed(svg)
    assert root.get("role") == "img"
    assert [(node.tag, node.text) for node in root][:2] == [("title", "제목"), ("desc", "제목")]
    assert "style" not in svg
    assert "fill=" not in svg
    assert svg == str(DRAWN[name]("제목"))


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_nothing_is_drawn_of_nothing(name: str) -> None:
    """An empty chart is a whole picture all the same."""
    assert _parsed(NOTHING[name]()).findall("rect") == []


def test_places_stay_on_the_picture() -> None:
    """Nothing is drawn beyond the sides, however many columns there are."""
    many = [Column(f"w{number}", number % 7, number % 3, number % 2) for number in range(200)]
    charts = [diverging("t", "d", many), sparkline("t", "d", [("m", n) for n in range(90)])]
    for chart in charts:
        for x, width in re.findall(r'x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%"', str(chart)):
            assert 0 <= float(x) <= float(x) + float(width) <= 100.01


def test_good_is_up_and_bad_is_down() -> None:
    """The axis parts the two, the larger count is the longer column, and what is neither is a tick."""
    root = _parsed(diverging("t", "d", WEEKS))
    axis = float(next(node for node in root if node.tag == "line").get("y1", "nan"))
    found = {node.get("class", "").rpartition("__")[2]: node for node in root.findall("rect")}
    up, down = found["up"], found["down"]
    assert float(up.get("y", "nan")) + float(up.get("height", "nan")) < axis < float(down.get("y", "nan"))
    assert float(up.get("height", "nan")) == 2 * float(down.get("height", "nan"))
    assert "between" in found


def test_a_gap_in_judgement_breaks_the_line() -> None:
    """Between two parts of which one was not judged, no line claims a movement."""
    root = _parsed(steps("t", "d", STEPS))
    assert len([node for node in root.findall("line") if node.get("class") == "d-chart__path"]) == 1
    assert [node.text for node in root.findall("text")][::2] == ["▲", "·", "▼", "◆"]


def test_no_step_hides_the_shape_of_its_neighbour() -> None:
    """Every ground is drawn before any shape: a diamond that is half covered looks like another mark."""
    drawn = steps("t", "d", STEPS)
    assert drawn.rindex("d-chart__disc") < drawn.index("d-chart__shape")


def test_many_steps_name_only_the_ends() -> None:
    """Forty marks would run into one another on a phone."""
    root = _parsed(steps("t", "d", [Step(f"({number})", "positive", "▲") for number in range(40)]))
    names = [node.text for node in root.findall("text") if node.get("class") == "d-chart__name"]
    assert names == ["(0)", "(39)"]


def test_days_stand_in_scale() -> None:
    """Half of the time is half of the way."""
    start = date(2025, 1, 1)
    days = [(start + timedelta(days=gap), 1, 0) for gap in (0, 50, 100)]
    root = _parsed(timeline("t", "d", days))
    places = [float(node.get("x1", "").rstrip("%")) for node in root.findall("line")[1:]]
    assert places[1] - places[0] == pytest.approx(places[2] - places[1])
