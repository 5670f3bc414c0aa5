"""The themes: legible everywhere, put on at once, and carried by shape as well as by colour."""

from __future__ import annotations

import tomllib
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from factcheck.resources import resource
from factcheck.ui import theme as themes
from factcheck.ui.fonts import SERIF, UI, font, load_fonts, reading_families, reads_right_to_left
from factcheck.ui.icons import icon, pixmap
from factcheck.ui.stylesheet import style_sheet
from factcheck.ui.theme import DARK, LIGHT, SHARP, Theme, apply_theme, mixed
from factcheck.ui.verdicts import PATTERNS, paint_underline, verdict_look
from factcheck.ui.widgets import _PERSON_COLOURS
from tests.ui.contrasts import EYES, contrast, difference, luminance
from tests.ui.factories_ui import ratings

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
LEAST = 4.5  # WCAG 2.2, 1.4.3
LEAST_SHAPE = 3.0  # WCAG 2.2, 1.4.11
APART = 10  # CIEDE2000: what is nearer may be taken for the same at a glance
SCALES = sorted(file.stem for file in resource("scales").glob("*.toml"))


@BOTH
def test_ink_is_legible_on_every_ground(theme: Theme) -> None:
    grounds = (theme.window, theme.surface, theme.panel, theme.raised, theme.hover, theme.soft)
    for ink in (theme.text, theme.secondary, theme.faint, theme.accent):
        for ground in grounds:
            assert contrast(ink, ground) >= LEAST - 0.07, (ink, ground)
    for ink, ground in (
        (theme.on_accent, theme.accent),
        (theme.on_accent, theme.accent_hover),
        (theme.text, theme.selection),
        (theme.text, theme.found),
        (theme.warn_text, theme.warn_ground),
        (theme.error_text, theme.error_ground),
        (theme.good, theme.surface),
        (theme.bad, theme.surface),
        (theme.unchecked_strong, theme.unchecked_tint),
        (theme.text, theme.unchecked_tint),
        # Words that need no check lie under a veil of the ground.
        (mixed(theme.text, theme.surface, 0.35).name(), theme.surface),
    ):
        assert contrast(ink, ground) >= LEAST, (ink, ground)


@pytest.mark.parametrize("scale", SCALES)
@BOTH
def test_labels_and_words_are_legible_on_a_verdicts_tint(theme: Theme, scale: str) -> None:
    for rating in ratings(scale).values():
        look = verdict_look(rating, theme=theme)
        assert contrast(look.strong, look.tint) >= LEAST, rating.label
        assert contrast(theme.text, look.tint) >= LEAST, rating.label
        deeper = mixed(look.tint, look.strong, 0.18 if theme.dark else 0.14).name()
        assert contrast(theme.text, deeper) >= LEAST, rating.label


def test_white_initials_are_legible_in_every_circle() -> None:
    for colour in _PERSON_COLOURS:
        assert contrast("#FFFFFF", colour) >= LEAST


@pytest.mark.parametrize("scale", SCALES)
def test_verdicts_of_a_scale_differ_without_colour(scale: str) -> None:
    data = tomllib.loads(resource("scales", f"{scale}.toml").read_text(encoding="utf-8"))
    for one, two in combinations(data["rating"], 2):
        assert (one["icon"], one["pattern"]) != (two["icon"], two["pattern"]), (one["label"], two["label"])
        assert one["icon"] != two["icon"], (one["label"], two["label"])
    for rating in data["rating"]:
        assert rating["pattern"] in PATTERNS
        assert resource("icons", f"{rating['icon']}.svg").is_file()


@pytest.mark.parametrize("scale", SCALES)
@BOTH
def test_icons_and_lines_of_verdicts_stand_out_from_every_ground(theme: Theme, scale: str) -> None:
    for rating in [*ratings(scale).values(), None]:
        look = verdict_look(rating, theme=theme)
        for ground in (theme.surface, theme.panel, theme.raised, theme.hover, theme.window, theme.soft, look.tint):
            assert contrast(look.strong, ground) >= LEAST_SHAPE, (look.label, ground)


@BOTH
def test_what_tells_a_state_stands_out(theme: Theme) -> None:
    for ink in (theme.accent, theme.secondary, theme.faint, theme.good, theme.bad):
        for ground in (theme.window, theme.surface, theme.panel, theme.raised, theme.hover, theme.soft):
            assert contrast(ink, ground) >= LEAST_SHAPE, (ink, ground)
    assert contrast(theme.on_accent, theme.accent) >= LEAST_SHAPE, "the ring inside a filled button"


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scale", SCALES)
@BOTH
def test_verdicts_that_look_alike_to_some_eyes_have_other_icons_and_lines(theme: Theme, scale: str, eyes: str) -> None:
    looks = [verdict_look(rating, theme=theme) for rating in [*ratings(scale).values(), None]]
    for one, two in combinations(looks, 2):
        if difference(one.strong, two.strong, eyes) < APART or difference(one.tint, two.tint, eyes) < APART:
            assert one.icon != two.icon, (one.label, two.label)
            assert one.pattern != two.pattern, (one.label, two.label)


@BOTH
def test_the_usual_verdicts_differ_by_colour_too_to_all_eyes(theme: Theme) -> None:
    looks = [verdict_look(rating, theme=theme) for rating in [*ratings().values(), None]]
    for eyes, least in (("all cones", 17), ("protanopia", 8), ("deuteranopia", 7.5), ("tritanopia", 9.5)):
        nearest = min(difference(one.strong, two.strong, eyes) for one, two in combinations(looks, 2))
        assert nearest >= least, eyes


def test_the_measures_are_those_of_the_standards() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert luminance("#FF0000") == pytest.approx(0.2126)
    assert difference("#123456", "#123456") == 0
    assert difference("#FFFFFF", "#000000") == pytest.approx(100, abs=0.1)
    assert difference("#FF0000", "#00FF00") == pytest.approx(86.6, abs=0.1)
    assert difference("#B00000", "#5A5A00", "deuteranopia") < difference("#B00000", "#5A5A00") / 2


def test_the_loudness_turns_round_for_drafts() -> None:
    known = ratings("drafts")
    looks = {key: verdict_look(rating, profile="drafts") for key, rating in known.items()}
    assert {key for key, look in looks.items() if look.loud} == {"disputed", "on-author"}
    assert verdict_look(None, profile="drafts").loud
    assert verdict_look(known["confirmed"], profile="drafts", status="re-check").loud
    assert all(verdict_look(rating).loud for rating in ratings().values())


@BOTH
def test_the_style_sheet_is_filled_in(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert theme.accent in sheet


def test_a_theme_is_put_on_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, LIGHT)
    words = QLabel("words")
    qtbot.addWidget(words)
    words.show()
    with qtbot.waitSignal(themes.theming.theme_changed) as told:
        apply_theme(qapp, DARK)
    assert told.args == [DARK]
    assert themes.current() is DARK
    assert words.palette().color(words.foregroundRole()).name().upper() == DARK.text
    apply_theme(qapp, LIGHT)
    assert words.palette().color(words.foregroundRole()).name().upper() == LIGHT.text


def test_a_setting_names_a_theme(qapp: QApplication) -> None:
    assert themes.theme_named("light") is LIGHT
    assert themes.theme_named("dark") is DARK
    assert themes.theme_named("system") in {LIGHT, DARK}


@BOTH
def test_more_contrast_frames_everything(theme: Theme) -> None:
    sharp = SHARP[theme.name]
    assert sharp.dark is theme.dark
    for ground in (sharp.window, sharp.surface, sharp.panel, sharp.raised, sharp.hover, sharp.soft):
        for line in (sharp.line, sharp.edge):
            assert contrast(line, ground) >= LEAST_SHAPE, (line, ground)
        for ink in (sharp.text, sharp.secondary, sharp.faint):
            assert contrast(ink, ground) >= LEAST, (ink, ground)
    assert "$" not in style_sheet(sharp)


def test_the_fonts_are_bundled(qapp: QApplication) -> None:
    assert {UI, SERIF} <= set(load_fonts())
    assert QFontInfo(font(13)).family() == UI
    assert font(18, 600, SERIF).weight() == 600


def test_languages_bring_their_own_letters() -> None:
    assert reading_families("en-GB") == [SERIF]
    assert "Noto Naskh Arabic" in reading_families("ar-EG")
    assert reading_families("zh_TW")[0] == "Noto Serif CJK TC"
    assert reading_families("zh-Hans")[0] == "Noto Serif CJK SC"
    assert reading_families("ja")[-1] == SERIF
    assert reads_right_to_left("he-IL")
    assert not reads_right_to_left("de")
    assert reads_right_to_left("", "قالت City Hall إن الفواتير")  # the letters tell
    assert reads_right_to_left("en", "قالت العمدة")
    assert not reads_right_to_left("ar", "All of it in English, but for قالت")
    assert reads_right_to_left("ar", "2025 – 40 %")
    assert reading_families("en", "sans") == [UI]
    assert reading_families("ja", "sans")[0] == "Noto Sans CJK JP"


def test_an_icon_takes_the_colour_that_it_is_given(qapp: QApplication) -> None:
    image = pixmap("minus", "#112233", 96).toImage()
    assert image.pixelColor(48, 48).name() == "#112233"
    assert image.pixelColor(48, 20).alpha() == 0
    drawn = pixmap("circle", "#112233", 16, 2)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2)


def test_an_icon_that_nobody_knows_is_the_dashed_ring(qapp: QApplication) -> None:
    ring = pixmap("circle-dashed", "#112233", 24).toImage()
    for name in ("no-such-icon", "../fonts/Inter-OFL", "", "UPPER"):
        assert pixmap(name, "#112233", 24).toImage() == ring


def test_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    made = icon("circle", "#112233", 24)
    assert made.pixmap(24, made.Mode.Disabled).toImage() != made.pixmap(24).toImage()


def drawn(pattern: str, *, strong: bool = False) -> QImage:
    image = QImage(160, 12, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_underline(painter, pattern, QRectF(4, 0, 150, 6), "#000000", strong=strong)
    painter.end()
    return image


def test_every_pattern_is_a_line_of_its_own(qapp: QApplication) -> None:
    pictures = {pattern: drawn(pattern) for pattern in PATTERNS}
    for pattern, picture in pictures.items():
        dark = [(x, y) for x in range(160) for y in range(12) if QColor(picture.pixel(x, y)).lightness() < 200]
        assert dark, pattern
        assert {4, 5, 6, 7, 8} & {x for x, _y in dark}, pattern  # it begins where the words begin
        assert max(x for x, _y in dark) >= 144, pattern
        assert all(3 <= y <= 9 for _x, y in dark), pattern
    for one, two in combinations(PATTERNS, 2):
        assert pictures[one] != pictures[two], (one, two)
    assert drawn("no-such-pattern") == pictures["solid"]
    assert drawn("solid", strong=True) != pictures["solid"]


def test_patterns_differ_in_greyscale_by_their_gaps(qapp: QApplication) -> None:
    def runs(pattern: str) -> int:
        picture = drawn(pattern)
        row = [any(QColor(picture.pixel(x, y)).lightness() < 160 for y in range(12)) for x in range(160)]
        return sum(here and not before for before, here in zip([False, *row], row, strict=False))

    assert runs("solid") == runs("thick") == runs("double") == 1
    assert runs("dashed") > 5
    assert runs("dotted") > runs("dashed") > runs("longdash") > 1
