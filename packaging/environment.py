"""The virtual environment of this checkout and the system libraries that Qt needs: made once, then found again."""

from __future__ import annotations

import base64
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

# The schemas of ECMA-376 and of Word's extensions, for tests: files of an npm package (Apache-2.0), held by its hash.
SCHEMAS = VENV / "office-schemas"
SCHEMAS_PACKAGE = "docx-validate@0.5.0"
SCHEMAS_SHA512 = "4QtsAttTYaKwAtgDSWjIEoyhg2f7tEOCg58n0A+IrYd7mHqdQEN14HZIIksizxTeVKmS26lNhHoM5OPX9KzVWQ=="

# What has to be loadable or callable, and the Debian package that brings it.
OFFSCREEN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus-run-session": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "soffice": "libreoffice-writer",
    "/usr/lib/python3/dist-packages/uno.py": "python3-uno",
    "pdftoppm": "poppler-utils",
    "pandoc": "pandoc",
    "/usr/lib/postgresql/*/bin/initdb": "postgresql",
    "openssl": "openssl",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf": "fonts-droid-fallback",  # Chinese, for a picture
}


def say(words: str) -> None:
    """Print a line at once, so that it stands before what a started program prints."""
    print(words, flush=True)


def check_python() -> None:
    """Stop with a remedy where this Python is too old."""
    if sys.version_info < OLDEST_PYTHON:
        found, wanted = ".".join(map(str, sys.version_info[:3])), ".".join(map(str, OLDEST_PYTHON))
        sys.exit(f"Factcheck needs Python {wanted} or newer, this is {found}. Start me with a newer one.")


def has_display() -> bool:
    """Whether a window can be shown here."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def system_packages(*, for_tests: bool) -> None:
    """Install the system libraries and tools that are missing, or say which they are."""
    if not sys.platform.startswith("linux"):
        return  # the wheels of Qt bring all they need
    libraries = {**OFFSCREEN_LIBRARIES, **(WINDOW_LIBRARIES if for_tests or has_display() else {})}
    missing = [package for library, package in libraries.items() if not _loads(library)]
    if for_tests:
        missing += [package for tool, package in TEST_TOOLS.items() if not _is_there(tool)]
    if missing:
        _install(missing)


def _is_there(tool: str) -> bool:
    return bool(shutil.which(tool) or (tool.startswith("/") and any(Path("/").glob(tool[1:]))))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(packages: list[str]) -> None:
    """Install Debian packages where this system has them and we may; else, or where it fails, tell the person."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    rights = _rights()
    if shutil.which("apt-get") and rights is not None:
        say("Installing system packages: " + " ".join(packages))
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["apt-get", "update"], command):
            done = subprocess.run([*rights, *words], env=environment, check=False, stdout=subprocess.DEVNULL)
        if done.returncode == 0:
            return
        say("That did not work.")
    say("These system packages (Debian's names) are missing; please install them:\n    sudo " + " ".join(command))


def _rights() -> list[str] | None:
    """The command before a command that installs, or None where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    if sys.stdin.isatty():
        return [sudo]
    asked = subprocess.run([sudo, "-n", "true"], check=False, capture_output=True)  # nobody could type a password
    return [sudo, "-n"] if asked.returncode == 0 else None


def environment_python(*requirements: str, hashed: str = "") -> Path:
    """The Python of the checkout's virtual environment, with ``requirements`` (files of this folder) installed.

    ``hashed`` names a file whose packages are held by their hashes. A stamp remembers what was
    installed, so that nothing is installed twice. Exits where the installation fails.
    """
    files = [ROOT / "packaging" / name for name in (*requirements, hashed) if name]
    stamp = VENV / f".installed-{Path(files[-1]).stem}"
    everything = [ROOT / "packaging" / "requirements.txt", *files]
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in everything))
    digest.update(f"{ROOT} {sys.version}".encode())
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if stamp.is_file() and stamp.read_text("utf-8") == digest.hexdigest() and python.exists():
        return python
    _make_environment(python)
    say("Installing what Factcheck needs into .venv (once, about a minute) ...")
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    for name in requirements:
        _run([*pip, "-r", str(ROOT / "packaging" / name)])
    if hashed:
        _run([*pip, "--no-deps", "--require-hashes", "-r", str(ROOT / "packaging" / hashed)])
    _run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    stamp.write_text(digest.hexdigest(), "utf-8")
    return python


def office_schemas() -> None:
    """Fetch the schemas of ECMA-376 by npm, once; where that fails say so, and the tests that ask are skipped."""
    stamp = SCHEMAS / ".package"
    if stamp.is_file() and stamp.read_text("utf-8") == SCHEMAS_SHA512:
        return
    npm = shutil.which("npm")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm or "npm", "pack", "--silent", "--pack-destination", folder, SCHEMAS_PACKAGE]
        if npm is None or subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
            say(f"The schemas of ECMA-376 could not be fetched: {' '.join(command)}")
            return
        (package,) = Path(folder).glob("*.tgz")
        found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if found != SCHEMAS_SHA512:
            sys.exit(f"{SCHEMAS_PACKAGE} is not the file that was looked at: its SHA-512 is {found}")
        shutil.rmtree(SCHEMAS, ignore_errors=True)
        with tarfile.open(package) as archive:
            for member in archive.getmembers():
                name = Path(member.name)
                content = archive.extractfile(member)
                if content is not None and name.suffix == ".xsd" and ".." not in name.parts:
                    target = SCHEMAS.joinpath(*name.parts[-2:])
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())
    stamp.write_text(SCHEMAS_SHA512, "utf-8")


def _make_environment(python: Path) -> None:
    """Make .venv where there is none, or where it belongs to another Python or another folder."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    script = "import sys; print('%d.%d' % sys.version_info[:2], sys.prefix)"
    if python.exists():
        answer = subprocess.run([str(python), "-c", script], check=False, capture_output=True, text=True)
        if answer.stdout.split(maxsplit=1) == [version, f"{VENV}\n"]:
            return
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart from Python
    except ImportError:
        _install([f"python{version}-venv"])
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit(f"This failed: {' '.join(command)}\nWhat it said stands above; the packages come over the network.")
