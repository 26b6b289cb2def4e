"""A queue for the tests that does nothing: Wagtail's two indexes cost a fifth of the suite, and few tests ask them."""

import django_tasks.signals  # noqa: F401 - notices that a test changes the settings
from django_tasks.backends.base import BaseTaskBackend


class Idle(BaseTaskBackend):
    """Takes every task and forgets it; a test that needs what they do has the fixture `indexed`."""

    def enqueue(self, task, args, kwargs):
        self.validate_task(task)
