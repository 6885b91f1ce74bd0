"""Command lines read from what somebody typed; a wrong one ends with exit code 2 and says why."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from atlas.errors import scrubbed

WRONG_USE = 2


class WrongUse(SystemExit):
    """The end of a command that was typed wrongly."""

    def __init__(self, message: str) -> None:
        super().__init__(WRONG_USE)
        self.message = message


class Parser(argparse.ArgumentParser):
    """A parser whose error messages never repeat a personal number."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and exit with 2."""
        told = scrubbed(message)
        self.print_usage(sys.stderr)
        print(f"{self.prog}: error: {told}", file=sys.stderr)
        raise WrongUse(told)
