"""Text from data is shown as it is, whatever Markdown would make of it."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|$~:-])")


def escape(text: str) -> str:
    """The text with every character escaped that Markdown, or Streamlit's dialect of it, would act on."""
    return SPECIAL.sub(r"\\\1", text)
