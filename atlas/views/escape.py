"""Text from data on a page: shown as it stands, whatever Markdown would make of it."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|$~:-])")


def escape(text: str) -> str:
    """Text with every character that Markdown (or Streamlit's colours and icons) would act on escaped."""
    return SPECIAL.sub(r"\\\1", text)
