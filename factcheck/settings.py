"""What the program remembers about the person and the window between two starts; never a draft's text.

One JSON file in the folder that the platform keeps for settings; the environment variable
``FACTCHECK_HOME`` names another folder.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from factcheck.domain.address import Location, is_address, location_of
from factcheck.domain.problems import Problem
from factcheck.translation import LANGUAGES, _

THEMES: Final = ("system", "light", "dark")
RECENT_KEPT: Final = 10
FILE_NAME: Final = "settings.json"


def settings_folder() -> Path:
    """The folder of the settings file; it may not exist yet."""
    home = os.environ.get("FACTCHECK_HOME")
    if home:
        return Path(home)
    from platformdirs import user_config_path

    return user_config_path("factcheck", appauthor=False)


def data_folder() -> Path:
    """The folder for what the program makes for the person, such as the sample project; it may not exist yet."""
    home = os.environ.get("FACTCHECK_HOME")
    if home:
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("factcheck", appauthor=False)


def sample_path() -> Path:
    """The person's copy of the sample project; it may not be there yet."""
    name = _("Sample")
    return data_folder() / f"{name}.factcheck"


def initials_of(name: str) -> str:
    """The initials of a name, at most three: "Ada Mihović" gives "AM"."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalnum()).upper()[:3]


def name_of_user() -> str:
    """The full name of the person at this computer as the system knows it, or else the login name."""
    try:
        login = getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return ""
    if sys.platform == "win32":
        import ctypes

        size = ctypes.c_ulong(256)
        name = ctypes.create_unicode_buffer(size.value)
        display_name = 3  # EXTENDED_NAME_FORMAT: NameDisplay
        known = ctypes.windll.secur32.GetUserNameExW(display_name, name, ctypes.byref(size))
        return name.value if known and name.value else login
    import pwd

    try:
        full = pwd.getpwnam(login).pw_gecos.split(",")[0].replace("&", login.capitalize()).strip()
    except KeyError:
        return login
    return full or login


@dataclass
class Settings:
    """The remembered choices; change them freely, then ``save``.

    ``recent`` are paths and addresses, latest first. ``geometry`` is Qt's, base64. ``sizes`` holds the splitters'
    by name, in pixels. ``language`` is a key of ``translation.LANGUAGES``, empty for the system's. ``keys`` are those
    that the person changed, by action id; an empty list: it has none. ``toured`` is false until the tour was seen.
    ``words``: what is unchecked in an article is underlined. ``still``: nothing blinks or moves by itself.
    ``view[project id][article id]`` is what a view remembers, for example
    ``{"top": 1200}``; the key "" holds what belongs to the project itself, for example the article that was open, and
    as a project what belongs to all of them.
    """

    author: str = ""
    initials: str = ""
    theme: str = "system"
    language: str = ""
    letters: bool = True
    still: bool = False
    toured: bool = True
    sidebar: bool = True
    reading_mode: bool = False
    words: bool = True
    recent: list[str] = field(default_factory=list)
    geometry: str = ""
    sizes: dict[str, list[int]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    view: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept = True  # False: nothing of it is ever saved
        self._saved = self._plain()

    @classmethod
    def load(cls) -> Settings:
        """Read the settings; what is missing or unfit has its default, a damaged file is set aside."""
        first = not (settings_folder() / FILE_NAME).exists()
        settings = cls(**_fit(_read(settings_folder() / FILE_NAME)))
        settings.toured = settings.toured and not first
        if not settings.author:
            settings.author = name_of_user()
        if not settings.initials:
            settings.initials = initials_of(settings.author)
        # What was never seen is written down as such, so that it is met at a later start.
        settings._saved = settings._plain() | {"toured": True}
        return settings

    def go_by(self, author: str) -> None:
        """Work under another name this time; it is not saved."""
        self.author, self.initials = author, initials_of(author)
        self._saved |= {"author": self.author, "initials": self.initials}

    def remember(self, location: Location | str) -> None:
        """Put a project first in the list of recent ones."""
        known = _known(location)
        self.recent = [known, *(other for other in self.recent if other != known)][:RECENT_KEPT]

    def forget(self, location: Location | str) -> None:
        """Take a project out of the list of recent ones."""
        known = _known(location)
        self.recent = [other for other in self.recent if other != known]

    def place_of(self, project_id: str, article_id: str = "") -> dict[str, Any]:
        """What a view remembers of an article ("": of the project); an empty dict where nothing is kept."""
        return dict(self.view.get(project_id, {}).get(article_id, {}))

    def keep_place(self, project_id: str, article_id: str, **place: str | float) -> None:
        """Remember of a view what belongs to it: positions and choices, never words of a draft."""
        self.view.setdefault(project_id, {}).setdefault(article_id, {}).update(place)

    @property
    def changed(self) -> bool:
        """Whether anything was changed since it was saved."""
        return self._plain() != self._saved

    def save(self, *, durable: bool = True) -> None:
        """Write what changed here since it was read; another window's choices stay. Raises ``OSError``.

        ``durable``: wait until the disk has it; without, only a crash of the computer can lose it.
        """
        if not self.kept:
            return
        folder = settings_folder()
        folder.mkdir(parents=True, exist_ok=True)
        now = self._plain()
        kept = asdict(Settings(**_fit(_read(folder / FILE_NAME))))
        kept.update({key: value for key, value in now.items() if value != self._saved[key]})
        handle, temporary = tempfile.mkstemp(prefix=FILE_NAME, dir=folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file, ensure_ascii=False, indent=1)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            Path(temporary).replace(folder / FILE_NAME)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        self._saved = now

    def _plain(self) -> dict[str, Any]:
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]  # a copy that shares nothing


def _known(location: Location | str) -> str:
    words = str(location)
    return words if is_address(words) else str(Path(words).absolute())


def _is_location(words: str) -> bool:
    try:
        location_of(words)
    except Problem:
        return False
    return True


def _read(path: Path) -> dict[str, Any]:
    """The file's entries; a file that holds no JSON object is set aside as ``.damaged``."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(entries, dict):
            return entries
    except FileNotFoundError:
        return {}
    except OSError:  # no permission: start with the defaults, and leave the file alone
        return {}
    except ValueError:
        pass
    path.replace(path.with_suffix(".damaged"))
    return {}


def _fit(entries: dict[str, Any]) -> dict[str, Any]:
    """Those entries that this version knows and whose values have the right shape."""
    checks = {
        "str": lambda value: isinstance(value, str),
        "bool": lambda value: isinstance(value, bool),
        "list[str]": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
        "dict[str, list[str]]": lambda value: (
            isinstance(value, dict)
            and all(isinstance(keys, list) and all(type(key) is str for key in keys) for keys in value.values())
        ),
        "dict[str, list[int]]": lambda value: (
            isinstance(value, dict)
            and all(isinstance(sizes, list) and all(type(size) is int for size in sizes) for sizes in value.values())
        ),
        "dict[str, dict[str, dict[str, Any]]]": lambda value: (
            isinstance(value, dict)
            and all(
                isinstance(places, dict) and all(isinstance(place, dict) for place in places.values())
                for places in value.values()
            )
        ),
    }
    fit = {item.name: entries[item.name] for item in fields(Settings) if item.name in entries}
    fit = {name: value for name, value in fit.items() if checks[str(Settings.__annotations__[name])](value)}
    if "recent" in fit:
        fit["recent"] = [words for words in fit["recent"] if _is_location(words)]
    if fit.get("theme", "system") not in THEMES:
        del fit["theme"]
    if fit.get("language") not in LANGUAGES:
        fit.pop("language", None)
    return fit
