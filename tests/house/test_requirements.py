"""The lock files are whole, belong together and name no address."""

import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"


def pins(name):
    """Package name -> versions (more than one where a marker chooses)."""
    found = {}
    for package, version in re.findall(r"^([a-z0-9-]+)==(\S+)", (settings.BASE_DIR / name).read_text(), re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (RUNTIME, PROJECT["dependencies"]),
        (DEVELOPMENT, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_lock_files_satisfy_what_the_project_asks(name, wanted):
    locked = pins(name)

    missing = [
        text
        for text in wanted
        for requirement in [Requirement(text)]
        if not any(requirement.specifier.contains(version) for version in locked.get(requirement.name, ()))
    ]

    assert missing == [], "Run `make lock`."


def test_developers_test_the_versions_that_run():
    assert pins(RUNTIME).items() <= pins(DEVELOPMENT).items()


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT])
def test_lock_files_name_no_address(name):
    assert re.findall(r"\S*(?:://|--\S*(?:index|find-links))\S*", (settings.BASE_DIR / name).read_text()) == []
