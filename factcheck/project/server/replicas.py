"""Where the replicas of projects on servers lie, and how far the server's log went when one was last exchanged."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from pathlib import Path
from typing import Final

from factcheck.domain.address import Address
from factcheck.project.places import PLACE_LETTERS
from factcheck.settings import data_folder

_UNFIT: Final = re.compile(r"[^\w. -]+")


def replica_of(address: Address, project_uuid: str) -> Path:
    """Where the replica of a project on a server lies."""
    return _folder(address) / project_uuid[:12] / f"{_fit(address.stem)}.factcheck"


def replicas_of(address: Address) -> list[Path]:
    """The replicas of what was met at an address, the one that was worked on last at the end."""
    return sorted(_folder(address).glob("*/*.factcheck"), key=lambda replica: replica.stat().st_mtime)


def _folder(address: Address) -> Path:
    said = str(Address(address.database, address.project, address.host, address.port, address.user))
    name = hashlib.sha256(said.encode()).hexdigest()[:PLACE_LETTERS]
    return data_folder() / "replicas" / f"{_fit(address.stem)}-{name}"


def _fit(name: str) -> str:
    """A name that every disk takes."""
    return _UNFIT.sub("_", name)[:40].strip(". ") or "project"


def arrival_kept(replica: Path) -> int:
    """How far the server's log went at the last exchange; 0 where that is not known."""
    try:
        return int(json.loads(replica.with_suffix(".json").read_text("utf-8"))["arrival"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0


def keep_arrival(replica: Path, arrival: int, address: Address) -> None:
    """Remember it: a server whose log goes less far was put back to an older state."""
    if arrival != arrival_kept(replica):
        unfinished = replica.with_name(f".{secrets.token_hex(8)}.new")
        unfinished.write_text(json.dumps({"arrival": arrival, "address": str(address)}), "utf-8")
        unfinished.replace(replica.with_suffix(".json"))
