"""About who sends a contribution, once it is checked."""

from dataclasses import dataclass

from consultations.kinds import Mandate, Publication, RespondentKind


@dataclass(frozen=True)
class About:
    """`name` and `email` are personal: they go to the encrypted identity; `consents` are the texts as shown."""

    respondent: str = RespondentKind.INDIVIDUAL
    name: str = ""
    email: str = ""
    organisation_name: str = ""
    enterprise_number: str = ""
    speaks_for: bool = False
    publication: str = Publication.NONE
    consents: tuple = ()

    @property
    def mandate(self):
        return Mandate.DECLARED if self.speaks_for else Mandate.NONE

    @property
    def identity(self):
        """What is encrypted; empty where nothing personal was given."""
        known = {"name": self.name, "email": self.email}
        return {key: value for key, value in known.items() if value}
