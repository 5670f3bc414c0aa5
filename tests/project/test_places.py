"""Where a file lies, by facts recorded on Linux, Windows and macOS."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from factcheck.project.places import (
    Place,
    is_marked,
    is_within,
    mount_of,
    mounts,
    place_by_drive,
    place_by_mount,
    place_by_statfs,
    place_of,
    sync_roots,
)

MOUNTINFO = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
31 27 259:1 / /boot/efi rw,relatime shared:2 - vfat /dev/nvme0n1p1 rw
40 27 0:45 / /mnt/desk rw,relatime shared:3 - cifs //nas/desk rw,vers=3.1.1,username=ada
41 27 0:46 / /srv/news rw,relatime shared:4 - nfs4 server:/news rw,vers=4.2
42 27 8:17 / /run/media/ada/KINGSTON rw,nosuid shared:5 - exfat /dev/sdb1 rw
43 27 0:47 / /home/ada/My\\040Drive rw,nosuid - fuse.rclone gdrive: rw
44 27 0:48 / /media/sf_share rw - vboxsf share rw
45 27 253:0 / /home rw - btrfs /dev/mapper/home rw
46 27 0:60 / /mnt/c rw - 9p drvfs rw
47 27 0:61 / /odd rw - shinyfs none rw
48 27 8:33 / /data rw - ext4 /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/ada/desk.factcheck", Place.LOCAL),
        ("/etc/desk.factcheck", Place.LOCAL),
        ("/mnt/desk/desk.factcheck", Place.SHARE),
        ("/mnt/desktop/desk.factcheck", Place.LOCAL),
        ("/srv/news/2026/desk.factcheck", Place.SHARE),
        ("/run/media/ada/KINGSTON/desk.factcheck", Place.REMOVABLE),
        ("/home/ada/My Drive/desk.factcheck", Place.SHARE),
        ("/media/sf_share/desk.factcheck", Place.SHARE),
        ("/mnt/c/Users/ada/desk.factcheck", Place.SHARE),
        ("/odd/desk.factcheck", Place.UNKNOWN),
    ],
)
def test_linux_tells_by_what_is_mounted(path: str, place: Place) -> None:
    assert place_by_mount(mount_of(PurePosixPath(path), mounts(MOUNTINFO))) == place


def test_a_disk_that_can_be_taken_out_is_told_by_the_system() -> None:
    mount = mount_of(PurePosixPath("/data/desk.factcheck"), mounts(MOUNTINFO))
    assert place_by_mount(mount, removable=True) == Place.REMOVABLE
    assert place_by_mount(mount) == Place.LOCAL
    assert place_by_mount(None) == Place.UNKNOWN
    assert mounts("nonsense\n\n1 2 - \n") == []


@pytest.mark.parametrize(
    ("path", "drive_type", "place"),
    [
        (r"C:\Users\Ada\desk.factcheck", 3, Place.LOCAL),
        (r"Z:\desk.factcheck", 4, Place.SHARE),
        (r"E:\desk.factcheck", 2, Place.REMOVABLE),
        (r"\\nas\desk\desk.factcheck", 4, Place.SHARE),
        (r"\\nas\desk\desk.factcheck", 3, Place.SHARE),
        (r"\\?\UNC\nas\desk\desk.factcheck", 3, Place.SHARE),
        (r"\\?\C:\Users\Ada\desk.factcheck", 3, Place.LOCAL),
        (r"Q:\desk.factcheck", 1, Place.UNKNOWN),
        (r"Q:\desk.factcheck", 0, Place.UNKNOWN),
    ],
)
def test_windows_tells_by_name_and_drive(path: str, drive_type: int, place: Place) -> None:
    assert place_by_drive(PureWindowsPath(path), drive_type) == place


def statfs(flags: int) -> bytes:
    """An answer of ``statfs`` on macOS 14, apart from its flags all zero."""
    return bytes(64) + flags.to_bytes(4, "little") + bytes(2100)


@pytest.mark.parametrize(
    ("path", "answer", "place"),
    [
        ("/Users/ada/desk.factcheck", statfs(0x0480_1000), Place.LOCAL),
        ("/Volumes/desk/desk.factcheck", statfs(0x0000_0018), Place.SHARE),
        ("/Volumes/STICK/desk.factcheck", statfs(0x0020_1018), Place.REMOVABLE),
        ("/Users/ada/desk.factcheck", b"", Place.UNKNOWN),
    ],
)
def test_macos_tells_by_its_flags(path: str, answer: bytes, place: Place) -> None:
    assert place_by_statfs(PurePosixPath(path), answer) == place


def test_the_folders_of_sync_programs_are_known() -> None:
    home = PureWindowsPath(r"C:\Users\Ada")
    dropbox = json.dumps({"personal": {"path": r"D:\Dropbox", "host": 1}, "business": {"path": r"D:\Work"}})
    roots = sync_roots(
        {"OneDrive": r"C:\Users\Ada\OneDrive", "OneDriveCommercial": r"C:\Users\Ada\Acme"}, home, dropbox
    )
    for path in (r"C:\Users\Ada\OneDrive\a.factcheck", r"D:\Dropbox\x\a.factcheck", r"D:\Work\a.factcheck",
                 r"C:\Users\Ada\Acme\a.factcheck", r"C:\Users\Ada\iCloudDrive\a.factcheck"):  # fmt: skip
        assert is_within(PureWindowsPath(path), roots), path
    assert not is_within(PureWindowsPath(r"C:\Users\Ada\OneDriveNot\a.factcheck"), roots)
    mac = sync_roots({}, PurePosixPath("/Users/ada"))
    assert is_within(PurePosixPath("/Users/ada/Library/CloudStorage/GoogleDrive-ada/My Drive/a.factcheck"), mac)
    assert is_within(PurePosixPath("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/a.factcheck"), mac)
    for damaged in ("", "no JSON", "[]", '{"personal": 3}'):
        assert sync_roots({}, PurePosixPath("/h"), damaged)


@pytest.mark.parametrize("name", [".stfolder", "._sync_0a1b2c3d.db", ".sync_0a1b2c3d.db", ".dropbox", ".sync"])
def test_the_marks_of_sync_programs_are_known(name: str, tmp_path: Path) -> None:
    assert is_marked(["a.txt", name])
    assert not is_marked(["a.txt", f"x{name}", "sync.db"])
    (tmp_path / "root/inner").mkdir(parents=True)
    before = place_of(tmp_path / "root/inner/desk.factcheck")
    (tmp_path / "root" / name).touch()
    assert place_of(tmp_path / "root/inner/desk.factcheck") == Place.SYNC
    assert before != Place.SYNC
