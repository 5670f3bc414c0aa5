"""The option that stores pictures anew: ``pytest tests/pictures --update-pictures``."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-pictures", action="store_true", help="store the pictures of the window anew")
