"""How many sources a fact needs: the profiles that come with the program, and those of a house's own file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeGuard

from factcheck.domain.press import MOST_WANTED
from factcheck.domain.problems import Problem
from factcheck.domain.records import CLAIM_KINDS, SourcingProfile, named_id
from factcheck.translation import _

LARGEST: Final = 64 * 1024  # bytes of a file
LONGEST_NAME: Final = 120


def usual() -> str:
    """What holds where a project has no profile, in words."""
    return _("Two independent sources, or a primary one")


def shipped() -> dict[str, SourcingProfile]:
    """The profiles that come with the program, by key, named in the language in use."""
    names = {
        "one": (1, _("One source")),
        "two": (2, _("Two independent sources, also where one is primary")),
        "three": (3, _("Three independent sources")),
    }
    return {
        key: SourcingProfile(id=named_id("sourcing", key), key=key, name=name, version="1", minimum=minimum)
        for key, (minimum, name) in names.items()
    }


def read_sourcing(path: Path) -> SourcingProfile:
    """Read a profile in TOML (``resources/README.md`` tells its form); raises ``Problem``."""
    try:
        if path.stat().st_size > LARGEST:
            raise _broken(_("The file “{name}” is too large.").format(name=path.name))
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken(_("The file “{name}” cannot be read: {why}").format(name=path.name, why=error)) from error
    name, minimum, rules = str(data.get("name", path.stem)).strip()[:LONGEST_NAME], data.get("minimum"), _rules(data)
    if not name or not _is_number(minimum):
        raise _broken(_("A sourcing profile needs a name and a number of sources."))
    content = (name, str(minimum), repr(sorted(rules.items())))
    return SourcingProfile(
        id=named_id("sourcing", *content),
        name=name,
        version=str(data.get("version", ""))[:LONGEST_NAME],
        minimum=minimum,
        rules=rules,
    )


def _rules(data: Mapping[str, Any]) -> dict[str, Any]:
    rules = data.get("rules", {})
    if not isinstance(rules, dict) or not all(_is_number(number) for number in rules.values()):
        raise _broken(_("The rules of a sourcing profile give each kind of claim a number of sources."))
    for kind in rules:
        if kind not in CLAIM_KINDS:
            raise _broken(_("“{name}” is no kind of claim.").format(name=kind[:40]))
    return dict(rules)


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_WANTED


def _broken(what: str) -> Problem:
    return Problem(
        what, _("Write it as TOML: name = '…', minimum = 2, and under [rules] a number for each kind that differs.")
    )
