"""What a running server writes when a page fails: the kind and the place, and no word of the data."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tests.deliveries import ROOT
from tests.journeys.pages import PATIENCE
from tests.journeys.serving import HOST, wait_until_healthy

pytestmark = pytest.mark.browser

SCRIPT = """
import logging
import streamlit as st
st.title("before")
logging.getLogger("elsewhere").error("a row of 19640823-3234")
raise ValueError("row 3: 640823-3234 Canary Canarysson")
"""
SERVER = """
import streamlit as st
from atlas.views import serve
app = st.App("page.py", lifespan=serve.lifespan, middleware=serve.middleware())
"""


def test_a_page_that_fails_leaves_no_value_in_page_or_log(chromium, tmp_path):
    (tmp_path / "page.py").write_text(SCRIPT, "utf-8")
    (tmp_path / "served.py").write_text(SERVER, "utf-8")
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as said:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                tmp_path / "served.py",
                "--server.address",
                HOST,
                "--server.port",
                str(port),
            ],
            cwd=ROOT,
            stdout=said,
            stderr=said,
        )
        try:
            wait_until_healthy(f"http://{HOST}:{port}", server, log)
            page = chromium.new_context().new_page()
            page.goto(f"http://{HOST}:{port}")
            page.get_by_test_id("stException").or_(page.get_by_role("alert")).first.wait_for()
            shown = page.locator("body").inner_text()
            page.context.close()
        finally:
            server.terminate()
            server.wait(PATIENCE)
    written = log.read_text("utf-8")
    assert "ValueError (" in written
    assert "page.py:6" in written
    for word in ("640823", "Canary"):
        assert word not in written
        assert word not in shown
