"""The front door: page list, language, role, then the page itself: its filter row and its panels."""

import streamlit as st

from atlas.views import deck, front, head, site, uploads
from atlas.views.run import snapshots, visit
from atlas.words import Words

front.dress()
data = snapshots.open_data()
if data is None:
    front.nothing(Words(visit.asked_language()))
    st.stop()
ignored = visit.enter(data)
pages = front.entries(visit.here())
entry = st.navigation(list(pages.values()), position="hidden")
page = site.at(entry.url_path)
uploads.entered(page.name)
here = visit.look(page.name)
front.speak(here.words)
if page.window is None:
    head.show(here, pages, page)
    front.notices(here, ignored, pages)
deck.remember()
entry.run()
if page.window is None:
    front.foot(here, pages)
