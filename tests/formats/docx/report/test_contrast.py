"""Every style of a report can be read: its letters stand out from what is behind them by 4.5 to 1 at least."""

from __future__ import annotations

import pytest

from factcheck.domain.scales import presets
from factcheck.formats.docx.report.styles import INK, STYLES, Style, verdict_styles
from tests.factories_report import scale_of

LEAST = 4.5


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(style: Style) -> bool:
    return contrast(style.colour or INK, style.fill or "FFFFFF") < LEAST


def test_the_styles_of_the_report_can_be_read() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert [style.name for style in STYLES if faint(style)] == []


@pytest.mark.parametrize("key", presets())
def test_the_verdicts_of_every_shipped_scale_can_be_read(key: str) -> None:
    assert [style.name for style in verdict_styles(scale_of(key)[1]) if faint(style)] == []
