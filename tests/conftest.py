"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from pagewinnow.pipeline import Cleaner

collect_ignore = ["crawl.py"]  # it cannot be imported without Scrapy

settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


@pytest.fixture(scope="session")
def cleaner() -> Cleaner:
    return Cleaner()
