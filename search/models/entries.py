"""What can be found: a row per page and language, made from what is published; never drafts, never personal data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that can be found, in one language. Its words are indexed beside it, see search/engines/.

    Whether a reader may see it is asked of its page, and of its commitment or recommendation, each time something
    public changed: a row that is out of date shows old words at worst, never something hidden.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Action plan")
        ACTION = "action", _("Action")
        COMMITMENT = "commitment", _("Commitment")
        PLEDGE = "pledge", _("Pledge")
        RECOMMENDATION = "recommendation", _("Recommendation")
        CONSULTATION = "consultation", _("Consultation")
        ORGANISATION = "organisation", _("Partner")
        GROUP = "group", _("Group")
        PAGE = "page", _("Page")

    key = models.CharField(max_length=60, unique=True)
    """"page-12", "commitment-5-nl" or "recommendation-7-nl"."""
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=20, choices=Kind)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    """The page itself, or the one below which it stands."""
    commitment = models.ForeignKey(
        "actions.Commitment", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    recommendation = models.ForeignKey(
        "actions.Recommendation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    below = models.CharField(max_length=100, blank=True)
    """What its address has after that of the page: "example-2024-1-1/"."""
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    """One to three sentences, as lists show them."""
    text = models.TextField(blank=True)
    """Everything else that it says, without markup; for excerpts."""
    themes = models.TextField(blank=True)
    """The codes of its themes, with a space between them."""
    fictional = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True, blank=True)
    """When its words were last published."""

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [models.Index(fields=["language", "kind"], name="entry_of_a_language")]

    def __str__(self):
        return self.title


class Word(models.Model):
    """A word that stands in something that can be found: what “did you mean” chooses from."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=40)
    """As people type it, in lower case, with its accents."""
    folded = models.CharField(max_length=40)
    number = models.PositiveIntegerField(default=1)
    """In how many entries it stood when they were indexed; about."""

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="word_once_per_language")]

    def __str__(self):
        return self.word
