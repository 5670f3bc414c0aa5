"""Stores pictures small, and tells what differs between two."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, qRgb

COLOURS: Final = 256
# Colours nearer than this in each part are one in the palette of a stored picture.
NEAR: Final = 8


def digest(picture: QImage) -> str:
    """The fingerprint of a picture's pixels."""
    found = hashlib.sha256(f"{picture.width()}x{picture.height()}".encode())
    found.update(memoryview(picture.constBits()))
    return found.hexdigest()


def reduced(picture: QImage) -> QImage:
    """The picture in at most 256 of its colours, the most frequent first."""
    counted = Counter(memoryview(picture.constBits()).cast("I").tolist())
    chosen: list[tuple[int, int, int]] = []
    for colour, _count in counted.most_common():
        parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
        if all(max(abs(a - b) for a, b in zip(parts, other, strict=True)) >= NEAR for other in chosen[40:]):
            chosen.append(parts)
            if len(chosen) == COLOURS:
                break
    table = [qRgb(*parts) for parts in chosen]
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


def far_pixels(one: QImage, two: QImage, tolerance: int) -> float:
    """The share of pixels that differ by more than ``tolerance`` (0-255) in a part; 1 where sizes differ."""
    if one.size() != two.size():
        return 1.0
    first, second = (
        memoryview(each.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I").tolist()
        for each in (one, two)
    )
    far = 0
    for a, b in zip(first, second, strict=True):
        if a != b and any(abs((a >> shift & 255) - (b >> shift & 255)) > tolerance for shift in (16, 8, 0)):
            far += 1
    return far / max(1, len(first))


def triptych(stored: QImage, made: QImage, out: Path) -> Path:
    """Write what was stored, what was made, and where they differ, side by side."""
    width, height = max(stored.width(), made.width()), max(stored.height(), made.height())
    sheet = QImage(3 * width, height, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.black)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, stored)
    painter.drawImage(width, 0, made)
    painter.drawImage(2 * width, 0, stored)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(2 * width, 0, made)
    painter.end()
    out.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(str(out))
    return out
