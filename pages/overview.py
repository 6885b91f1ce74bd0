"""Översikt: are we on the way to what was promised?"""

import streamlit as st

from atlas.views import panels

panels.answer("overview")
panels.key_figures()
left, right = st.columns([3, 2])
with left:
    panels.overview_map()
with right:
    panels.cohort_strip()
