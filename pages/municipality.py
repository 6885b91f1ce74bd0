"""Kommun: what should I know about one place?"""

import streamlit as st

from atlas.views import panels

left, right = st.columns([2, 1], vertical_alignment="bottom")
with left:
    panels.answer("municipality")
with right:
    panels.municipality_picker()
panels.municipality_figures()
left, right = st.columns(2)
with left:
    panels.municipality_table()
with right:
    panels.municipality_trend()
