# ruff: noqa: E501 - a row of a table and a sentence of a dump stay on one line
"""Dates of Korean and English pages, strict: what is not printed is not read."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.extract.dates import find_dates, read_date


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2020년06월30일 15:38", "2020-06-30T15:38:00+09:00"),
        ("기사입력 : 2022년05월08일 06:02", "2022-05-08T06:02:00+09:00"),
        ("기사등록 :2021-09-17 18:18", "2021-09-17T18:18:00+09:00"),
        ("2020.09.24 07:01", "2020-09-24T07:01:00+09:00"),
        ("2020/08/27 17:01:56", "2020-08-27T17:01:56+09:00"),
        ("등록 2020.09.08 18:00:21", "2020-09-08T18:00:21+09:00"),
        ("2022-05-20 10:38 송고", "2022-05-20T10:38:00+09:00"),
        ("2019.05.21. 17:41", "2019-05-21T17:41:00+09:00"),
        ("2025. 1. 31. 오후 2:43", "2025-01-31T14:43:00+09:00"),
        ("2025년 1월 31일(금) 오후 2시 43분", "2025-01-31T14:43:00+09:00"),
        ("2025년 1월 31일 오전 12시 5분", "2025-01-31T00:05:00+09:00"),
        ("2025-01-31 PM 02:43", "2025-01-31T14:43:00+09:00"),
        ("Updated 6:12 AM GMT+9, February 27, 2025", "2025-02-27T06:12:00+09:00"),
        ("Fri 31 Jan 2025 14.43 GMT", "2025-01-31T14:43:00+00:00"),
        ("January 31, 2025 / 5:12 PM EST", "2025-01-31T17:12:00-05:00"),
        ("2025-01-31(금) 14:43", "2025-01-31T14:43:00+09:00"),
        ("2025년01월31일 11:00", "2025-01-31T11:00:00+09:00"),
        ("2025-01-31 오후 3:05:00", "2025-01-31T15:05:00+09:00"),
        ("2025-01-31 오전 12:05", "2025-01-31T00:05:00+09:00"),
        ("2025-01-31 오후 12:05", "2025-01-31T12:05:00+09:00"),
        ("11:31 August 13, 2021", "2021-08-13T11:31:00+09:00"),
        ("Published Mon, Jan 27 2025 9:00 AM EST", "2025-01-27T09:00:00-05:00"),
        ("January 27, 2025 5:06 AM GMT+9", "2025-01-27T05:06:00+09:00"),
        ("Aug. 13, 2021 11:31 a.m. ET", "2021-08-13T11:31:00-04:00"),
        ("Jan. 13, 2021 11:31 a.m. ET", "2021-01-13T11:31:00-05:00"),
        ("Tue, 28 Jan 2025 05:06:00 GMT", "2025-01-28T05:06:00+00:00"),
        ("2026-09-11T10:23:07+09:00", "2026-09-11T10:23:07+09:00"),
        ("2026-09-11T01:23:07Z", "2026-09-11T01:23:07+00:00"),
        ("2026-09-11T01:23:07.123Z", "2026-09-11T01:23:07+00:00"),
        ("20250131144300", "2025-01-31T14:43:00+09:00"),
        ("202501311443", "2025-01-31T14:43:00+09:00"),
    ],
)
def test_minutes(text: str, want: str) -> None:
    """Forms with a time, with and without a zone of their own."""
    found = read_date(text)
    assert found is not None
    assert (found.moment.isoformat(), found.precision) == (want, "minute")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2025-01-31", "2025-01-31T00:00:00+09:00"),
        ("2025년 1월 31일", "2025-01-31T00:00:00+09:00"),
        ("May 5, 2024", "2024-05-05T00:00:00+09:00"),
        ("20250131", "2025-01-31T00:00:00+09:00"),
        ("2025-01-31 25:61", "2025-01-31T00:00:00+09:00"),
        ("2025-01-31 오후 14:05", "2025-01-31T00:00:00+09:00"),
        ("2025-01-31 14:43 CST", "2025-01-31T00:00:00+09:00"),
        ("date 2021-05-18", "2021-05-18T00:00:00+09:00"),
    ],
)
def test_days(text: str, want: str) -> None:
    """Days alone, impossible times and unclear zones give the day."""
    found = read_date(text)
    assert found is not None
    assert (found.moment.isoformat(), found.precision) == (want, "day")


@pytest.mark.parametrize(
    "text",
    [
        "", "12.29", "(12.29)", "1/7", "[1/7 중국증시종합]", "29주년", "어제 오후 3시", "3시간 전", "3 hours ago", "Aug. 13", "12월 29일 오전 11시14분",
        "2025-02-30", "2025.13.01", "25.01.31 14:43", "3589.14 (+7.06, +0.20%)", "192.168.2020.1.2", "2025.01.31.7", "01/02/2025", "20250231", "202501",
        "005930", "0000-01-01", "9999-12-31", "１２３４", "2025-1", "5,084.85",
    ],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    """Parts of days, prices, versions and relative words are no dates; nothing is made up."""
    assert read_date(text) is None


def test_the_zone_of_the_exchange() -> None:
    """A US page's time without a zone is New York's, summer time included."""
    summer, winter = (
        read_date(f"{month} 13, 2021 9:30 AM", zone="America/New_York") for month in ("August", "January")
    )
    assert summer is not None
    assert winter is not None
    assert (summer.moment.utcoffset(), winter.moment.utcoffset()) != (None, None)
    assert summer.moment.isoformat().endswith("-04:00")
    assert winter.moment.isoformat().endswith("-05:00")
    assert not summer.zoned


def test_unknown_zone_is_an_error_with_a_remedy() -> None:
    """A zone that is none is the caller's mistake, said in one line."""
    with pytest.raises(InputError, match="time zone"):
        read_date("2025-01-31", zone="Asia/Nowhere")


def test_all_dates_of_a_line_in_order() -> None:
    """Published and modified on one line, each with its place."""
    line = "입력 2025.01.31 14:43 | 수정 2025.01.31 15:33"
    found = list(find_dates(line))
    assert [item.value.moment.hour for item in found] == [14, 15]
    assert [line[item.start : item.end] for item in found] == ["2025.01.31 14:43", "2025.01.31 15:33"]


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2100, 12, 31)))  # noqa: DTZ001 - naive as printed
def test_printed_forms_read_back(when: datetime) -> None:
    """What is printed in the Korean, dotted and ISO forms is read back to the minute."""
    for form in ("%Y년%m월%d일 %H:%M", "%Y.%m.%d %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S+09:00"):
        found = read_date(when.strftime(form))
        assert found is not None
        assert found.moment.replace(tzinfo=None, second=0) == when.replace(second=0, microsecond=0)


@settings(deadline=None)
@given(st.text(alphabet="0123456789-./:년월일시분 오전후APMTZ+GJanuary,()", max_size=60) | st.text(max_size=60))
def test_arbitrary_text_never_breaks_it(text: str) -> None:
    """Any text gives a moment with an offset or None."""
    found = read_date(text)
    assert found is None or found.moment.tzinfo is not None
