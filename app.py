"""The front door: page list, language, role, the one filter row, then the page itself."""

import streamlit as st

from atlas.region import LANGUAGES
from atlas.views import filters, front, session
from atlas.words import Words

front.dress()
data = session.open_data()
if data is None:
    front.nothing(Words(LANGUAGES[0]))
    st.stop()
ignored = session.enter(data)
here = session.here()
pages = front.rooms(here.words)
page = st.navigation(list(pages.values()), position="hidden")
front.speak(here.words)
front.head(here, pages)
front.notices(here, ignored)
filters.row(here, front.room_of(page))
page.run()
front.foot(here)
