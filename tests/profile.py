"""The browser's own profile, lent to one journey at a time.

A profile that has been used holds the files and compiled scripts of an atlas: a page opens in it with two
thirds of the work that it costs in a new one. So whoever wants a plain profile gets this one while nobody
else has it, emptied of all but those caches, and a new one otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from playwright.sync_api import BrowserContext, Page

# of every journey: a profile has them from its beginning
PLACE = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm"}
SIZE = {"width": 1920, "height": 1080}
# what a lent profile can be told for one page, or for one loan
TELLABLE = {"viewport", "color_scheme", "permissions"}
# what a page could find again beside cookies: all but files and compiled scripts are cleared
KEPT = "local_storage,indexeddb,websql,file_systems,service_workers,cache_storage"


class Loan:
    """A profile for one journey: ``context`` and its first ``page``; ``end`` gives it back, or ends it."""

    def __init__(self, context: BrowserContext, page: Page, profile: Profile | None = None) -> None:
        self.context, self.page, self._profile = context, page, profile
        self.ended = False
        self._last: list[Callable[[], object]] = []

    def at_the_end(self, do: Callable[[], object]) -> None:
        """Have something done before the profile is given back."""
        self._last.append(do)

    def end(self) -> None:
        if self.ended:
            return
        self.ended = True
        for do in self._last:
            do()
        if self._profile:
            self._profile.take_back()
        else:
            self.context.close()


class Profile:
    """The profile of a running browser."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.browser = context, context.browser
        self._lent = False
        self._origins: set[str] = set()

    def lend(self, addresses: Iterable[str], **options: Any) -> Loan:
        """A profile with a page for these addresses: the used one if it is free and can be told what is
        wanted, otherwise a new one."""
        if self._lent or not options.keys() <= TELLABLE:
            context = self.browser.new_context(**(PLACE | {"viewport": SIZE} | options))
            return Loan(context, context.new_page())
        self._lent = True
        self._origins.update(addresses)
        return Loan(self.context, self._page(options), self)

    def _page(self, options: Mapping[str, Any]) -> Page:
        page = self.context.new_page()
        page.set_viewport_size(options.get("viewport", SIZE))
        page.emulate_media(color_scheme=options.get("color_scheme", "light"))
        if "permissions" in options:
            self.context.grant_permissions(options["permissions"])
        return page

    def take_back(self) -> None:
        """Close what is open and leave nothing that another journey could find."""
        cleaner = self.context.new_page()
        for page in self.context.pages:
            if page is not cleaner:
                page.close()
        self.context.unroute_all(behavior="ignoreErrors")
        self.context.clear_permissions()
        self.context.clear_cookies()
        session = self.context.new_cdp_session(cleaner)
        for origin in self._origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
        cleaner.close()
        self._origins.clear()
        self._lent = False
