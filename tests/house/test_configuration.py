"""How Streamlit is set up: hardened, quick, and every setting is one that it still knows."""

from __future__ import annotations

import tomllib

import pytest
from streamlit import config

from tests.deliveries import ROOT

SET = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def flat(node, before=""):
    for key, value in node.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, value


OPTIONS = dict(flat(SET))


def test_the_collection_after_each_run_can_still_be_switched_off_and_is():
    assert "runner.postScriptGC" in config.get_config_options()
    assert OPTIONS["runner.postScriptGC"] is False


@pytest.mark.parametrize("option", OPTIONS)
def test_streamlit_knows_the_option(option):
    assert option in config.get_config_options()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("server.xsrfCookieSameSite", "strict"),
        ("server.enableAgentApi", False),
        ("server.maxUploadSize", 25),
        ("server.fileWatcherType", "none"),
        ("runner.magicEnabled", False),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", "false"),
        ("client.toolbarMode", "minimal"),
        ("client.disableDataExport", True),
        ("browser.gatherUsageStats", False),
        ("logger.enableRich", False),
    ],
)
def test_the_server_is_hardened(option, value):
    assert OPTIONS[option] == value


def test_only_this_machine_may_be_asked_for():
    assert set(OPTIONS["server.allowedHosts"]) == {"127.0.0.1", "localhost"}


def test_no_setting_points_to_another_host():
    assert [v for v in OPTIONS.values() if isinstance(v, str) and "://" in v] == []


def test_sequences_have_the_ten_colours_that_streamlit_asks_for():
    for mode in ("light", "dark"):
        assert len(OPTIONS[f"theme.{mode}.chartSequentialColors"]) == 10
        assert len(OPTIONS[f"theme.{mode}.chartDivergingColors"]) == 10
