"""All checks and tests of Factcheck, as developers and CI run them; pytest's closing line comes last."""

from __future__ import annotations

import platform
import subprocess
import sys

from environment import ROOT, check_python, environment_python, office_schemas, say, system_packages


def main() -> int:
    """Prepare the environment, run every check even where one fails; 0 when all passed."""
    check_python()
    system_packages(for_tests=True)
    judged = sys.platform == "linux" and platform.machine() == "x86_64"
    python = environment_python("requirements-dev.txt", hashed="requirements-validators.txt" if judged else "")
    office_schemas()
    tools = python.parent
    checks = [
        [str(tools / "ruff"), "check"],
        [str(tools / "mypy")],
        [str(tools / "lint-imports"), "--no-logo"],
        # Two workers: every supported machine has two cores, and windows and files of tests are their own.
        [str(python), "-m", "pytest", "-n", "2", "--cov", *sys.argv[1:]],
    ]
    failed = 0
    for check in checks:
        say("$ " + " ".join([check[0].rsplit("/", 1)[-1], *check[1:]]))
        failed |= subprocess.run(check, check=False, cwd=ROOT, stdin=subprocess.DEVNULL).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
