"""The same app as an ASGI application: the page says its language before any script has run."""

import streamlit as st

from atlas.views import serve

app = st.App("app.py", lifespan=serve.lifespan, middleware=serve.middleware())
