from django.contrib.sitemaps import Sitemap

from core.languages import language_codes

from .rows import rows_in

AT_ONCE = 1_000
"""Addresses in one file: far below what search engines take, so that each is made quickly."""


class LanguageSitemap(Sitemap):
    """The addresses of one language, each with its other languages beside it."""

    limit = AT_ONCE

    def __init__(self, language):
        self.language = language

    def items(self):
        return rows_in(self.language)

    def location(self, item):
        return item.path

    def lastmod(self, item):
        return item.changed_on

    def get_urls(self, page=1, site=None, protocol=None):
        """Made anew, because Django knows other languages only of addresses that it can reverse."""
        base = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        return [
            {
                "location": f"{base}{row.path}",
                "lastmod": row.changed_on,
                "alternates": [{"lang_code": code, "location": f"{base}{path}"} for code, path in row.alternates],
            }
            for row in self.paginator.page(page).object_list
        ]


def sections():
    return {code: LanguageSitemap(code) for code in language_codes()}
