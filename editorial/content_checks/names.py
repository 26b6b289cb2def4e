from django.utils.translation import get_language_info


def name_of_language(code):
    """“French” in the reader's words, also for a language the site does not have."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code
