"""Where a file lies: on a disk of this computer, on a share, in a sync folder, on a removable disk, or who knows.

A project is worked on in place only where the place is sure to be a local disk: locks do not hold on many shares, and
sync programs replace files as they like. Each rule is a function of recorded facts; ``place_of`` gathers the facts.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final, NamedTuple


class Place(StrEnum):
    """Where a file lies."""

    LOCAL = "local"
    SHARE = "share"
    SYNC = "sync folder"
    REMOVABLE = "removable"
    UNKNOWN = "unknown"


PLACE_LETTERS: Final = 12
_LOCAL_TYPES: Final = frozenset((
    "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "reiserfs", "bcachefs", "nilfs2", "tmpfs", "ramfs",
    "overlay", "aufs", "apfs", "hfs", "hfsplus", "ufs", "ntfs", "ntfs3", "fuseblk", "vfat", "msdos", "exfat",
))  # fmt: skip
_SHARE_TYPES: Final = frozenset((
    "cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "vboxsf", "vmhgfs", "prl_fs", "afs", "ceph", "glusterfs", "lustre",
    "davfs", "ncpfs", "coda", "ocfs2", "gfs2", "virtiofs",
))  # fmt: skip
_MOUNTED_BY_HAND: Final = ("/media/", "/run/media/")


class Mount(NamedTuple):
    """What is mounted where."""

    point: str
    type: str
    device: str  # "major:minor"


# --- Linux -------------------------------------------------------------------------------------------


def mounts(mountinfo: str) -> list[Mount]:
    """What ``/proc/self/mountinfo`` tells."""
    found = []
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split()
        if dash and len(fields) > 4 and after:
            point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), fields[4])
            found.append(
                Mount(point.encode("latin-1", "replace").decode("utf-8", "replace"), after.split()[0], fields[2])
            )
    return found


def mount_of(path: PurePosixPath, known: Iterable[Mount]) -> Mount | None:
    """The mount that a path lies in: the deepest, and of several on one point the last."""
    above = {str(folder) for folder in (path, *path.parents)}
    return max((mount for mount in known if mount.point in above), key=lambda mount: len(mount.point), default=None)


def place_by_mount(mount: Mount | None, *, removable: bool = False) -> Place:
    """The place by the type of what is mounted; ``removable`` is what the system says of the disk."""
    if mount is None:
        return Place.UNKNOWN
    if mount.type in _SHARE_TYPES or mount.type.startswith("fuse."):
        return Place.SHARE
    if mount.type not in _LOCAL_TYPES:
        return Place.UNKNOWN
    by_hand = f"{mount.point}/".startswith(_MOUNTED_BY_HAND)
    return Place.REMOVABLE if removable or by_hand else Place.LOCAL


# --- Windows -----------------------------------------------------------------------------------------

_DRIVES: Final[Mapping[int, Place]] = {
    2: Place.REMOVABLE, 3: Place.LOCAL, 4: Place.SHARE, 5: Place.REMOVABLE, 6: Place.LOCAL,
}  # fmt: skip


def place_by_drive(path: PureWindowsPath, drive_type: int) -> Place:
    r"""The place by the name of the path (``\\server\share``) and what ``GetDriveTypeW`` says of its root."""
    drive = path.drive.upper()
    if drive.startswith("\\\\?\\UNC\\") or (drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\"))):
        return Place.SHARE
    return _DRIVES.get(drive_type, Place.UNKNOWN)


# --- macOS -------------------------------------------------------------------------------------------

_MNT_LOCAL: Final = 0x1000
_FLAGS_AT: Final = 64  # f_flags in struct statfs with 64-bit inodes, after sizes, counts, id, owner and type


def place_by_statfs(path: PurePosixPath, answer: bytes) -> Place:
    """The place by the answer of ``statfs`` and the path: other disks than the system's are mounted in /Volumes."""
    if len(answer) < _FLAGS_AT + 4:
        return Place.UNKNOWN
    flags = int.from_bytes(answer[_FLAGS_AT : _FLAGS_AT + 4], "little")
    if not flags & _MNT_LOCAL:
        return Place.SHARE
    return Place.REMOVABLE if len(path.parts) > 2 and path.parts[1] == "Volumes" else Place.LOCAL


# --- sync programs -----------------------------------------------------------------------------------

_ONEDRIVE: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_MARKS: Final = re.compile(
    r"\.stfolder|\._?sync_\w+\.db|\.owncloudsync\.log|\.nextcloudsync\.log|\.dropbox|\.dropbox\.cache|"
    r"\.sync|\.SynologyWorkingDirectory|\.tmp\.drivedownload|\.tmp\.driveupload",
    re.IGNORECASE,
)
_CLOUD_ROOTS: Final = ("Library/Mobile Documents", "Library/CloudStorage", "iCloudDrive", "Google Drive", "My Drive")


def sync_roots(environment: Mapping[str, str], home: PurePath, dropbox: str = "") -> list[PurePath]:
    """The folders that sync programs say are theirs; ``dropbox`` is the content of Dropbox's ``info.json``."""
    kind = type(home)
    roots: list[PurePath] = [kind(environment[name]) for name in _ONEDRIVE if environment.get(name)]
    roots += [home / root for root in _CLOUD_ROOTS]
    try:
        accounts = json.loads(dropbox or "{}")
        roots += [kind(account["path"]) for account in accounts.values()]
    except (ValueError, TypeError, KeyError, AttributeError):
        pass  # another version's file: the mark in the folder itself is looked for as well
    return roots


def is_within(path: PurePath, roots: Iterable[PurePath]) -> bool:
    """Whether a path lies in one of some folders."""
    return any(path == root or root in path.parents for root in roots)


def is_marked(names: Iterable[str]) -> bool:
    """Whether a folder holding these names is the root of a sync program's folder."""
    return any(_MARKS.fullmatch(name) for name in names)


# --- the facts of this computer ----------------------------------------------------------------------


def place_name(path: Path) -> str:
    """A short name for where a file lies, fit for a folder's: ``PLACE_LETTERS`` of 0-9 and a-f."""
    known = os.path.normcase(path.absolute()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(known).hexdigest()[:PLACE_LETTERS]


def place_of(path: Path) -> Place:
    """Where a file or folder lies, as far as this computer tells."""
    path = Path(os.path.realpath(path))
    place = _place_by_system(path)
    # On a share that does not answer, looking for marks would take its time, and change nothing.
    return Place.SYNC if place != Place.SHARE and _is_synchronised(path) else place


def _place_by_system(path: Path) -> Place:
    if sys.platform == "win32":
        root = f"{path.drive}\\"
        return place_by_drive(PureWindowsPath(path), ctypes.windll.kernel32.GetDriveTypeW(root))
    if sys.platform == "darwin":
        return place_by_statfs(PurePosixPath(path), _statfs(path.parent))
    try:
        mount = mount_of(PurePosixPath(path), mounts(Path("/proc/self/mountinfo").read_text(encoding="utf-8")))
    except OSError:
        return Place.UNKNOWN
    return place_by_mount(mount, removable=mount is not None and _is_removable(mount.device))


def _is_synchronised(path: Path) -> bool:
    home = Path.home()
    dropbox = ""
    for folder in (home / ".dropbox", Path(os.environ.get("APPDATA", home)) / "Dropbox"):
        try:
            dropbox = (folder / "info.json").read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
    return is_within(path, sync_roots(os.environ, home, dropbox)) or any(
        is_marked(_names(folder)) for folder in path.parents if folder != home
    )


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - only the names are wanted
    except OSError:
        return []


def _is_removable(device: str) -> bool:
    """What Linux says of a disk, or of the disk that a partition is on."""
    block = Path("/sys/dev/block") / device
    for flag in (block / "removable", block.resolve().parent / "removable"):
        try:
            return flag.read_text(encoding="ascii").strip() == "1"
        except OSError:
            continue
    return False


def _statfs(folder: Path) -> bytes:
    answer = ctypes.create_string_buffer(4096)
    library = ctypes.CDLL(None)
    call = getattr(library, "statfs$INODE64", None) or library.statfs
    return answer.raw if call(os.fsencode(folder), answer) == 0 else b""
