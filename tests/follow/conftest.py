import pytest

from . import alert_world


@pytest.fixture
def world(site, monkeypatch, settings, tmp_path):
    settings.ERASURE_LEDGER = str(tmp_path / "erasures.jsonl")
    return alert_world.world_of(monkeypatch)
