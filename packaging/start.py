"""Start Factcheck from a checkout: opens the sample project, or writes its pictures where there is no display."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from environment import ROOT, check_python, environment_python, has_display, say, system_packages

OUTPUT = ROOT / "build" / "sample"


def open_window(python: Path) -> int:
    """Open the window on the sample project in the user's data folder (made there at the first start)."""
    made = subprocess.run([python, "-m", "factcheck", "sample"], check=False, stdout=subprocess.PIPE, text=True)
    if made.returncode:
        return made.returncode
    say("Opening the sample project ...")
    return subprocess.run([python, "-m", "factcheck", "open", made.stdout.strip()], check=False).returncode


def write_pictures(python: Path) -> int:
    """Write the window on the sample project as a picture, and the sample's Word report."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    project, picture, report = (OUTPUT / name for name in ("sample.factcheck", "window.png", "report.docx"))
    for file in (project, picture, report):
        file.unlink(missing_ok=True)
    for arguments in (("sample", project), ("screenshot", project, picture), ("export", project, report)):
        done = subprocess.run([python, "-m", "factcheck", *arguments], check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            return done.returncode
    say(f"There is no display here, so this is what you would see:\n  the window: {picture}\n  the report: {report}")
    return 0


def main() -> int:
    """Prepare the environment, then show the sample; returns the exit code."""
    check_python()
    system_packages(for_tests=False)
    python = environment_python("requirements.txt")
    if has_display():
        code = open_window(python)
        if code >= 0:
            return code
        say("The window could not be opened: the display does not answer.")  # Qt ends by a signal then
    return write_pictures(python)


if __name__ == "__main__":
    sys.exit(main())
