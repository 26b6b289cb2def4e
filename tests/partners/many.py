"""Ever so many organisations, made straight in the tables: for measures of the directory and its downloads."""

from datetime import date, timedelta
from random import Random

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from actions.models import Commitment, Pledge
from core.languages import language_codes
from core.models import Goal, Sector, Theme
from partners.models import Organisation, PartnerIndexPage, PartnerPage

FIRST = [
    "Atelier",
    "Bakkerij",
    "Centrale",
    "Duurzaam",
    "Énergie",
    "Fonds",
    "Groep",
    "Huis",
    "Initiatief",
    "Jong",
    "Kring",
    "Landbouw",
    "Maatschappij",
    "Netwerk",
    "Ons",
    "Platform",
    "Quorum",
    "Raad",
    "Stichting",
    "Toekomst",
    "Unie",
    "Vereniging",
    "Werk",
    "X-tra",
    "Yper",
    "Zorg",
    "3M",
    "'t",
]
SECOND = ["de", "voor", "van", "der", "het", "in", "aan", "op"]
THIRD = [
    "bouw",
    "voeding",
    "handel",
    "textiel",
    "water",
    "bos",
    "stad",
    "wijk",
    "haven",
    "school",
    "kust",
    "streek",
    "markt",
    "energie",
    "rechten",
]
TOWNS = {"flanders": range(8000, 9990, 5), "wallonia": range(4000, 7970, 10), "brussels": range(1000, 1210, 10)}
AT_ONCE = 1_000


def organisations(number, *, pages=True, promises=True):
    """That many public organisations with facts of every sort, and for each a live page and a promise."""
    random = Random(number)
    sectors, themes, goals = list(Sector.objects.all()), list(Theme.objects.all()), list(Goal.objects.all())
    made = []
    for start in range(0, number, AT_ONCE):
        rows = [_one(place, random, sectors) for place in range(start, min(start + AT_ONCE, number))]
        made += Organisation.objects.bulk_create(rows)
    for field, terms in (("themes", themes), ("goals", goals)):
        through = Organisation._meta.get_field(field).remote_field.through
        name = Organisation._meta.get_field(field).m2m_reverse_field_name()
        through.objects.bulk_create(
            [
                through(organisation=organisation, **{name: term})
                for organisation in made
                for term in random.sample(terms, min(2, len(terms)))
            ],
            batch_size=AT_ONCE,
        )
    if pages:
        for language in language_codes():
            _pages(made, language)
    if promises:
        _promises(made, random)
    return made


def _one(number, random, sectors):
    first = random.choice(FIRST) if number >= 50 else ("Vereniging", "Atelier")[number % 2]
    words = f"{first} {random.choice(SECOND)} {random.choice(THIRD)}"
    region = random.choice([*TOWNS, "national", ""])
    postcode = str(random.choice(TOWNS[region])) if region in TOWNS else ""
    if number < 25:  # so that few organisations too fill a page of a place, a letter or a word
        region, postcode = "flanders", "9000"
    digits = f"{8_000_000 + number:08}"
    return Organisation(
        code=f"many-{number}",
        **{f"name_{code}": f"{words} {number} ({code})" for code in language_codes()},
        **{f"town_{code}": f"Plaats {postcode} {code}" if postcode else "" for code in language_codes()},
        kind=random.choice(Organisation.Kind.values),
        size=random.choice(Organisation.Size.values),
        sector=random.choice([*sectors, None]),
        region=region,
        postcode=postcode,
        enterprise_number=f"{digits}{97 - int(digits) % 97:02}",
        website=f"https://many-{number}.example",
        joined_on=date(2010, 1, 1) + timedelta(days=random.randrange(5_000)),
        left_on=date(2025, 1, 1) if number % 20 == 7 else None,
        is_public=True,
    )


def _pages(records, language):
    """A live page for each, straight under the list."""
    parent = PartnerIndexPage.objects.get(locale__language_code=language)
    last, kind = parent.get_last_child(), ContentType.objects.get_for_model(PartnerPage)
    first = int(last.path[-parent.steplen :], 36) + 1 if last else 1
    pages = Page.objects.bulk_create(
        [
            Page(
                title=record.name_in(language), draft_title=record.name_in(language), slug=record.code,
                locale=parent.locale, live=True, path=parent._get_path(parent.path, parent.depth + 1, first + place),
                depth=parent.depth + 1, url_path=f"{parent.url_path}{record.code}/", content_type=kind,
            )
            for place, record in enumerate(records)
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    for page, record in zip(pages, records, strict=True):
        own = PartnerPage(page_ptr=page, organisation=record, language=language, introduction="Wat wij doen.")
        own.save_base(raw=True)  # the row of its own table only
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(records))


def _promises(records, random):
    """A pledge for each."""
    commitments = Commitment.objects.bulk_create(
        [
            Commitment(
                code=f"promise-{record.code}", kind="pledge", organisation=record, is_public=True,
                first_deadline=date(2020, 1, 1) if random.random() < 0.2 else None,
                **{f"text_{code}": "Beloofd" for code in language_codes()},
            )
            for record in records
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    Pledge.objects.bulk_create(
        [
            Pledge(
                code=f"promise-{record.code}", commitment=commitment, is_public=True, announced_on=date(2024, 1, 1),
                **{f"name_{code}": "Belofte" for code in language_codes()},
            )
            for record, commitment in zip(records, commitments, strict=True)
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
