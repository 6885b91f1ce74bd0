"""The front door: page list, language, role, then the page itself: its filter row and its panels."""

import streamlit as st

from atlas.views import deck, front, uploads
from atlas.views.run import snapshots, visit
from atlas.words import Words

front.dress()
data = snapshots.open_data()
if data is None:
    front.nothing(Words(visit.asked_language()))
    st.stop()
ignored = visit.enter(data)
pages = front.rooms(visit.here().words)
page = st.navigation(list(pages.values()), position="hidden")
room = front.room_of(page)
uploads.entered(room.name)
here = visit.look(room.name)
front.speak(here.words)
if room.framed:
    front.head(here, pages, room)
    front.notices(here, ignored, pages)
deck.remember()
page.run()
if room.framed:
    front.foot(here)
