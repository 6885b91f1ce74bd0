"""Print the Node that checks the scripts in `static/`; with ``--install`` get one when there is none.

Only `make test` needs it: who runs the atlas needs neither Node nor npm. Looked for: ``node`` and ``npm`` on
the path, new enough for what is locked in `package-lock.json`. With ``--install``: Debian's packages when
root there; elsewhere a sentence says what to do.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

from scripts.find_browser import installed_from_debian

LEAST = (18, 18)
ADVICE = (
    "The checks of the scripts need Node {least} or newer with npm (found: {found}) and none could be "
    "installed. Install the packages 'nodejs' and 'npm' (Debian: sudo apt-get install nodejs npm), or put "
    "a newer Node first on the PATH. `make run` needs neither."
)


def find() -> str | None:
    """The path of a Node that is new enough and has npm beside it, or None."""
    path = shutil.which("node")
    new_enough = (version() or (0, 0)) >= LEAST
    return path if path and new_enough and _said("npm", "--version") else None


def version() -> tuple[int, int] | None:
    """Major and minor version of the Node on the path; None where there is none."""
    match = re.match(r"v(\d+)\.(\d+)", _said("node", "--version"))
    return (int(match[1]), int(match[2])) if match else None


def main() -> int:
    """Print Node's path; 1 and a sentence on what to install when there is none."""
    path = find()
    if path is None and "--install" in sys.argv[1:]:
        print("No Node with npm found: installing them ...", file=sys.stderr)
        # what Debian recommends beside npm is a compiler, for which nothing here has a use
        alone = ("--no-install-recommends", "nodejs")
        # where packages come from Node's own makers, npm is part of it and cannot be had beside it
        _ = installed_from_debian(*alone, "npm") or installed_from_debian(*alone)
        path = find()
    if path is None:
        least, found = (".".join(map(str, one)) for one in (LEAST, version() or ("none",)))
        print(ADVICE.format(least=least, found=found), file=sys.stderr)
        return 1
    print(path)
    return 0


def _said(*command: str) -> str:
    # "" where the command is not there or fails
    try:
        answer = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main())
