"""A video has its words beside it, for those who cannot hear it (WCAG 1.2.1, 1.2.2)."""

from django.utils.translation import gettext as _

from core.blocks.media import VideoBlock

from .problems import WARNING, problem


def problems(subject):
    for part in subject.inside(VideoBlock):
        values = part.value if isinstance(part.value, dict) else {}
        if values.get("url") and not str(values.get("summary") or "").strip():
            message = _("Write what is said in this video, for those who cannot hear it.")
            yield problem(WARNING, "video-without-words", part, message, values.get("title") or "")
