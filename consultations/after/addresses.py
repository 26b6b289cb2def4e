"""References in addresses."""

from consultations.references import SIGNS


class ReferenceConverter:
    """A reference as it is written: its last signs tell it from the code of a consultation."""

    regex = rf"[A-Z0-9_-]+-[{SIGNS}]{{4}}-[{SIGNS}]{{4}}-[{SIGNS}]{{2}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
