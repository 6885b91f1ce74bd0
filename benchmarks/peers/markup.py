"""The places that a page of the floor and of the Shiny peer is drawn into."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.cubes import Answer, Page, figure


def places(page: Page, start: Answer) -> str:
    """An empty element for each part of a page, as HTML; draw.js fills them by their ids."""
    charts = "".join(
        f'<div><div id="chart_{key}" class="bench-chart"></div><p id="sentence_{key}"></p></div>'
        for key in page.forms
    )
    tables = "".join(f'<table id="table_{key}"></table>' for key in start.tables)
    return (
        '<p id="answer"></p><div id="figures" class="figures"></div>'
        f'<div class="charts">{charts}</div>{tables}'
    )


def figures(page: Page, start: Answer) -> dict[str, Any]:
    """The figure that each chart starts from."""
    return {key: figure(form, start.charts[key]) for key, form in page.forms.items()}
