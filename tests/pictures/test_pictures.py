"""Every state of the window looks as it was stored: to the pixel where Qt is the one that painted the stored ones.

``pytest tests/pictures --update-pictures`` stores them anew. What differs is written as a triptych (stored, made,
difference) into a temporary folder that the message names.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QImage, QRawFont
from pytestqt.qtbot import QtBot

from factcheck.ui import theme as themes
from factcheck.ui.fonts import reading_font
from tests.pictures.comparing import digest, far_pixels, reduced, triptych
from tests.pictures.states import STATES, picture

STORED: Final = Path(__file__).parent / "stored"
KNOWN: Final = STORED / "fingerprints.json"
# Another Qt draws letters a little differently: so far a pixel may be off, and so many of them.
TOLERANCE, SHARE = 96, 0.01
# Where the letters come from another font of the system, or none has them, only what is around them is held.
SHARE_OF_LETTERS = 0.1
LARGEST = 130_000  # bytes

PICTURES = [
    (name, theme.name)
    for name, state in STATES.items()
    for theme in (themes.LIGHT, themes.DARK)
    if state.dark or theme is themes.LIGHT
]


def letters_of(script: QFontDatabase.WritingSystem) -> str:
    """The font that the system draws a script with: its name, and a digest that tells its version."""
    font = QRawFont.fromFont(reading_font(18), script)
    return f"{font.familyName()} {hashlib.sha256(font.fontTable('head').data()).hexdigest()[:16]}"


def check(name: str, made: QImage, out: Path, *, update: bool, letters: str = "") -> None:
    """Hold a picture against the stored one, or store it; ``letters`` tell of a font that is not bundled."""
    file = STORED / f"{name}.png"
    known = json.loads(KNOWN.read_text("utf-8")) if KNOWN.exists() else {}
    if update:
        STORED.mkdir(exist_ok=True)
        reduced(made).save(str(file), quality=0)
        assert file.stat().st_size <= LARGEST, "the picture is too large to be kept"
        known |= {"qt": qVersion(), name: digest(made)} | ({f"{name} letters": letters} if letters else {})
        KNOWN.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", "utf-8")
        return
    assert file.exists(), f"{name} is not stored: pytest tests/pictures --update-pictures"
    if known.get(name) == digest(made):
        return
    stored = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    foreign = letters != known.get(f"{name} letters", "")
    if foreign or known["qt"] != qVersion():
        share, most = far_pixels(stored, made, TOLERANCE), SHARE_OF_LETTERS if foreign else SHARE
        assert share <= most, f"{share:.1%} of {name} differ: {triptych(stored, made, out / f'{name}.png')}"
        return
    raise AssertionError(f"{name} is another picture: {triptych(stored, made, out / f'{name}.png')}")


@pytest.mark.parametrize(("name", "theme"), PICTURES)
def test_the_window_looks_as_stored(
    qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest, name: str, theme: str
) -> None:
    script = STATES[name].script
    made = picture(qtbot, name, themes.theme_named(theme), tmp_path)
    themes.theming.put_on(themes.LIGHT)
    update = request.config.getoption("--update-pictures", default=False)
    check(f"{name}-{theme}", made, tmp_path, update=update, letters="" if script is None else letters_of(script))


def test_a_screen_of_150_per_cent(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    out = tmp_path / "150.png"
    command = [sys.executable, "-m", "tests.pictures.states", "main", "light", str(out)]
    subprocess.run(command, check=True, env={**os.environ, "QT_SCALE_FACTOR": "1.5"}, stderr=subprocess.DEVNULL)
    made = QImage(str(out)).convertToFormat(QImage.Format.Format_RGB32)
    assert (made.width(), made.height()) == (2160, 1350)
    update = request.config.getoption("--update-pictures", default=False)
    check("main-light-150", made.copy(0, 0, 1440, 900), tmp_path, update=update)


def test_a_picture_says_where_it_differs(tmp_path: Path) -> None:
    one = QImage(40, 20, QImage.Format.Format_RGB32)
    one.fill(0xFFFFFFFF)
    two = one.copy()
    for x in range(10):
        two.setPixel(x, 5, 0xFF000000)
    assert digest(one) != digest(two)
    assert digest(one) == digest(one.copy())
    assert far_pixels(one, two, TOLERANCE) == pytest.approx(10 / 800)
    assert far_pixels(one, one, 0) == 0
    sheet = QImage(str(triptych(one, two, tmp_path / "differs.png")))
    assert sheet.width() == 120
    assert [sheet.pixelColor(80 + x, 5).value() for x in (0, 9, 10)] == [255, 255, 0]
    assert reduced(two).convertToFormat(QImage.Format.Format_RGB32) == two
