"""Pictures come in light formats, at fitting widths, with words, and no file can break a page."""

from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image
from wagtail.images.forms import get_image_form

from core.models import SiteImage
from core.models.media import Licence
from core.picture_files import make, make_all, places_on
from core.pictures import BODY, CARD, LOGO, picture_of, pictures_of
from home.models import StandardPage
from tests.database import Queries
from tests.factories import GroupFactory, OrganisationFactory, page_for

pytestmark = pytest.mark.usefixtures("lone_pages")

ORIENTATION, GPS, TURNED = 0x0112, 0x8825, 6


def content(size=(60, 40), mode="RGB", kind="PNG", colour=None, **options):
    buffer = BytesIO()
    Image.new(mode, size, colour if colour is not None else "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def image(data=None, name="picture.png", **values):
    values = {"alt_text_nl": "Een brug", "alt_text_fr": "Un pont"} | values
    return SiteImage.objects.create(title=name, file=SimpleUploadedFile(name, data or content()), **values)


def page(homes, *images, language="nl", **values):
    new = StandardPage(title="Beelden", slug="beelden", body=body(*images), **values)
    return homes[language].add_child(instance=new)


def body(*images):
    return [{"type": "image", "value": {"image": one.pk, "caption": "", "decorative": False}} for one in images]


def opened(picture, spec):
    return Image.open(picture.renditions.get(filter_spec=spec).file)


def test_a_picture_has_light_formats_before_the_old_one_and_never_grows(db):
    picture = picture_of(image(content((1200, 30))).pk, BODY)

    assert [kind for kind, _srcset in picture.sources] == ["image/avif", "image/webp"]
    for _kind, srcset in picture.sources:
        assert [candidate.split()[1] for candidate in srcset.split(", ")] == ["480w", "960w", "1200w"]
    assert picture.src.endswith(".jpg")
    assert (picture.width, picture.height) == (960, 24)


def test_a_small_picture_keeps_its_size_and_is_made_once(db):
    one = image(content((60, 40)))

    picture = picture_of(one.pk, BODY)

    assert (picture.width, picture.height) == (60, 40)
    assert one.renditions.count() == 3  # one of each format
    with Queries() as queries:
        picture_of(one.pk, BODY)
    assert len(queries) == 0


def test_its_words_are_in_the_readers_language(db):
    picture = picture_of(image(alt_text_fr="").pk, BODY)

    assert picture.alt == "Een brug"
    with override("fr"):
        assert picture.alt == ""  # never Dutch to a French reader


def test_three_pictures_cost_as_many_queries_as_thirty(homes, client):
    images = [image(name=f"{number}.png") for number in range(30)]
    make_all({one.pk: {BODY} for one in images})
    shown = page(homes, *images)
    costs = []
    for number in (30, 3):
        shown.body = shown.body.get_prep_value()[:number]
        shown.save()
        cache.clear()
        client.get("/nl/")  # what surrounds every page is kept now
        with Queries() as queries:
            text = client.get(shown.url).text
        costs.append(len(queries))
        assert text.count('alt="Een brug"') == number

    assert costs[0] == costs[1] <= 12


@pytest.mark.parametrize("place", [BODY, CARD])
def test_what_stands_on_a_page_is_made_when_it_goes_live(site, place, django_capture_on_commit_callbacks):
    one = image()
    values = {"body": body(one)} if place is BODY else {"listing_image": one}
    shown = page_for(OrganisationFactory(), "nl", **values)
    assert places_on(shown) == {one.pk: {place}}

    with django_capture_on_commit_callbacks(execute=True):
        shown.save_revision().publish()

    with patch("core.picture_files.make", side_effect=AssertionError("the reader waits")):
        assert picture_of(one.pk, place)


def test_a_logo_is_made_when_its_organisation_is_saved(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        organisation = OrganisationFactory(logo=image())

    assert set(organisation.logo.renditions.values_list("filter_spec", flat=True)) <= set(LOGO.specs)
    assert organisation.logo.renditions.exists()


def test_a_logo_stays_transparent_and_sharp(db):
    logo = image(content((600, 300), "RGBA", colour=(200, 10, 10, 0)))

    picture = picture_of(logo.pk, LOGO)

    ((kind, srcset),) = picture.sources
    assert kind == "image/webp"
    assert [candidate.split()[1] for candidate in srcset.split(", ")] == ["1x", "2x"]
    assert picture.src.endswith(".png")
    for spec in (LOGO.old.spec, LOGO.all["webp-lossless"][0].spec):
        assert opened(logo, spec).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (content(kind="PNG")[:60], "cut.png"),
        (content((400, 400), kind="JPEG")[:700], "cut.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.png"),
    ],
)
def test_a_damaged_file_leaves_the_page_whole_and_is_not_tried_for_every_reader(homes, client, data, name):
    with patch("wagtail.images.models.WagtailImageFieldFile.get_image_dimensions", return_value=(400, 400)):
        one = image(data, name)
    shown = page(homes, one, picture=one)

    response = client.get(shown.url)

    assert response.status_code == 200
    assert "block-image" not in response.text
    with patch("core.picture_files.make", side_effect=AssertionError("tried again")):
        assert client.get(shown.url).status_code == 200


def test_a_lost_file_leaves_the_page_whole(homes, client):
    one, whole = image(), image()
    one.file.storage.delete(one.file.name)
    shown = page(homes, one, whole)

    assert client.get(shown.url).text.count("<picture>") == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (content((1, 1)), "dot.png"),
        (content(mode="CMYK", kind="JPEG", colour=(0, 255, 255, 0)), "print.jpg"),
        (content(mode="P", kind="GIF", colour=1, save_all=True, append_images=[Image.new("P", (60, 40), 5)]), "a.gif"),
        (content(mode="L", kind="JPEG", colour=90), "grey.jpg"),
        (content(mode="RGBA", kind="WEBP", colour=(9, 9, 9, 9)), "half.webp"),
        (content(kind="AVIF"), "new.avif"),
        (content(kind="PNG", icc_profile=b"no profile"), "profile.png"),
    ],
)
def test_unusual_files_are_shown_in_the_colours_of_screens(db, data, name):
    one = image(data, name)

    assert picture_of(one.pk, BODY).sources
    assert picture_of(one.pk, CARD)
    for rendition in one.renditions.all():
        with Image.open(rendition.file) as made:
            assert made.mode in {"RGB", "RGBA"}
            assert "icc_profile" not in made.info


def test_a_turned_photograph_stands_upright_and_does_not_tell_where_it_was_taken(db):
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED
    exif.get_ifd(GPS)[1] = "N"
    one = image(content((60, 40), kind="JPEG", exif=exif), "photo.jpg")

    picture = picture_of(one.pk, BODY)

    assert (picture.width, picture.height) == (40, 60)
    for rendition in one.renditions.all():
        with Image.open(rendition.file) as made:
            assert not made.getexif()


def form(instance, data=None, name="picture.png", **typed):
    values = {"title": "Brug", "licence": Licence.OWN, "collection": instance.collection_id} | typed
    files = {"file": SimpleUploadedFile(name, data)} if data else None
    return get_image_form(SiteImage)(values, files, instance=instance)


@pytest.mark.parametrize(("language", "words"), [("nl", "beschadigd"), ("fr", "endommagée")])
def test_the_form_refuses_a_file_that_stops_halfway(db, language, words):
    cut = content((400, 400), kind="JPEG", colour=None)[:900]
    with override(language):
        refused = form(SiteImage(collection_id=1), cut, "photo.jpg")
        (message,) = refused.errors["file"]

    with override("en"):
        (english,) = form(SiteImage(collection_id=1), cut, "photo.jpg").errors["file"]
    assert english.startswith("This picture is damaged")
    assert words in message or message == english  # until the catalogues have it


def test_another_focal_point_and_another_file_make_the_crops_anew(db, django_capture_on_commit_callbacks):
    halves = Image.new("RGB", (1000, 200), "white")
    halves.paste("black", (500, 0, 1000, 200))
    buffer = BytesIO()
    halves.save(buffer, "PNG")
    one = image(buffer.getvalue(), focal_point_x=50, focal_point_y=50, focal_point_width=80, focal_point_height=80)
    left = picture_of(one.pk, CARD)
    moved = {"focal_point_x": 950, "focal_point_y": 50, "focal_point_width": 80, "focal_point_height": 80}

    changed = form(one, **moved)
    assert changed.is_valid(), changed.errors
    with django_capture_on_commit_callbacks(execute=True):
        changed.save()

    with patch("core.picture_files.make", side_effect=AssertionError("the reader waits")):
        right = picture_of(one.pk, CARD)
        assert right.src != left.src
    spec = CARD.old.spec
    crops = {one_of.focal_point_key: one_of for one_of in one.renditions.filter(filter_spec=spec)}
    assert sorted(Image.open(crop.file).convert("L").getpixel((9, 9)) for crop in crops.values()) == [0, 255]

    replaced = form(SiteImage.objects.get(pk=one.pk), content((90, 60)), "new.png", **moved)
    assert replaced.is_valid(), replaced.errors
    with django_capture_on_commit_callbacks(execute=True):
        replaced.save()
    with patch("core.picture_files.make", side_effect=AssertionError("the reader waits")):
        assert picture_of(one.pk, CARD).width == 90


def test_a_card_shows_the_picture_of_its_page_without_words(site, client, lone_pages):
    one = image()
    for number, listing_image in enumerate([one, None]):
        group = GroupFactory(code=f"g{number}")
        page_for(group, "nl", listing_image=listing_image)

    response = client.get("/nl/groepen/")

    assert response.text.count('class="card__picture"') == 1
    assert 'alt="Een brug"' not in response.text


@pytest.mark.parametrize("has_picture", [True, False])
def test_only_the_first_large_picture_is_fetched_at_once(homes, client, has_picture):
    one = image()
    shown = page(homes, one, one, picture=one if has_picture else None)

    text = client.get(shown.url).text

    assert text.count('fetchpriority="high"') == 1
    assert text.count('loading="lazy"') == (2 if has_picture else 1)
    assert text.index('fetchpriority="high"') < text.index('loading="lazy"')


def test_unknown_images_have_no_picture(db):
    assert pictures_of([None, 0, 987654], BODY) == {}
    assert make(image(), CARD)
