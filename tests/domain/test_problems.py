"""Every message about what went wrong says what to do."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "factcheck"


def test_every_problem_has_a_remedy() -> None:
    bare = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Problem", "UndoConflict", "PasswordWanted", "Unreachable", "NoSuchProject"}
        and len(node.args) + len(node.keywords) < 2
    ]
    assert bare == []
