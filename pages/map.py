"""Karta: where do we reach, and where not?"""

import streamlit as st

from atlas.views import panels

left, right = st.columns([2, 1], vertical_alignment="bottom")
with left:
    panels.answer("map")
with right:
    panels.measure_picker()
panels.map_and_table()
