"""Indikatorer: how does the region stand?"""

import streamlit as st

from atlas.views import panels

left, right = st.columns([2, 1], vertical_alignment="bottom")
with left:
    panels.answer("indicators")
with right:
    panels.indicator_picker()
panels.definition()
left, right = st.columns(2)
with left:
    panels.indicator_trend()
with right:
    panels.indicator_ranking()
panels.county_series()
panels.innovation_scoreboard()
