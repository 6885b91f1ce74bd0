"""Print the path of a Chromium that works; with ``--install``, get one where none is found.

The tests drive the browser a machine already has. Order: ``$CHROMIUM``, the usual commands, the one
Playwright keeps. With ``--install``: Debian's package when root there, else Playwright's own.

The shell of Chromium that has no window comes first: it paints and behaves as the whole browser does, with
a quarter less work (124 journeys: 123 s of processor time, and 171 s with the browser).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SHELL = "chromium-headless-shell"
COMMANDS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = (
    "The browser tests need Chromium and none could be installed. Install the package 'chromium' "
    "(Debian: sudo apt-get install chromium) or Google Chrome, or set CHROMIUM to its path."
)


def find() -> str | None:
    """The path of the first browser that can tell its version, or None."""
    return next((path for path in _candidates() if _works(path)), None)


def install() -> None:
    """Fetch a browser by the means this machine has. Whether it worked is for `find` to tell."""
    if not (installed_from_debian(SHELL) or installed_from_debian("chromium")):
        ran(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Print the browser's path; 1 and a sentence on what to install when there is none."""
    path = find()
    if path is None and "--install" in sys.argv[1:]:
        print("No Chromium found: installing one ...", file=sys.stderr)
        install()
        path = find()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(path)
    return 0


def _candidates() -> Iterator[str]:
    for command in (os.environ.get("CHROMIUM", ""), *COMMANDS, str(MAC)):
        path = shutil.which(command) if command else None
        if path:
            yield path
    kept = _kept_by_playwright()
    if kept:
        yield kept


def _kept_by_playwright() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _works(path: str) -> bool:
    # Ubuntu's `chromium-browser` is a stub that only asks for a snap: being there is not enough.
    try:
        asked = [path, "--version"]
        return subprocess.run(asked, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def installed_from_debian(*packages: str) -> bool:
    """Install Debian's packages where this is Debian and we are root; whether that was done."""
    if not (_is_debian() and os.geteuid() == 0):
        return False
    return ran("apt-get", "update") and ran("apt-get", "install", "-y", *packages)


def _is_debian() -> bool:
    try:
        return "ID=debian" in Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False


def ran(*command: str) -> bool:
    """Run a command; whether it ended well. Standard output carries the path alone, so what installers
    say goes to standard error."""
    try:
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
