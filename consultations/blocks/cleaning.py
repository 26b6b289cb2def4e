"""Streams whose cleaning finds every problem at once, and whose blocks have an identity of their own."""

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from wagtail.blocks import ListBlock, StreamBlock
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue

from core.block_errors import block_error


class CheckedStreamBlock(StreamBlock):
    """A stream with checks across its blocks; each block and list item keeps a UUID that no other has."""

    def problems_in(self, value):
        """[(path, message)] about the cleaned value, or about the value as typed where cleaning refused it."""
        return []

    def clean(self, value):
        refused = None
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as error:
            refused, cleaned = error, value
        problems = _found(self.problems_in, cleaned, refused)
        if problems:
            refused = merged(refused, block_error(self, cleaned, problems))
        if refused:
            raise refused
        identify(cleaned)
        return cleaned


def _found(function, value, refused):
    try:
        return list(function(value))
    except (TypeError, ValueError, KeyError):
        # A value that a block refused can have any shape; its own message comes first then.
        if refused is None:
            raise
        return []


def merged(first, second):
    """One error with what both say, in the shape that the editor shows beside each block."""
    if first is None or second is None:
        return first or second
    for kind in (StreamBlockValidationError, StructBlockValidationError, ListBlockValidationError):
        if isinstance(first, kind) and isinstance(second, kind):
            steps = {**first.block_errors, **second.block_errors}
            inside = {
                step: merged(first.block_errors.get(step), second.block_errors.get(step)) for step in sorted(steps)
            }
            own = [*first.non_block_errors.as_data(), *second.non_block_errors.as_data()]
            return kind(block_errors=inside, non_block_errors=own)
    return first if isinstance(first, ValidationError) else second


def identify(value, seen=None):
    """Give a new identity to each block whose own is no UUID, or that of a block before it."""
    seen = set() if seen is None else seen
    if isinstance(value, StructValue):
        for name, block in value.block.child_blocks.items():
            if isinstance(block, ListBlock):
                identify(value[name], seen)
        return
    for child in value.bound_blocks if isinstance(value, ListValue) else value:
        uid = _uid(child.id)
        child.id = uid if uid and uid not in seen else str(uuid4())
        seen.add(child.id)
        if isinstance(child.value, StructValue):
            identify(child.value, seen)


def _uid(words):
    try:
        return str(UUID(words))
    except (ValueError, TypeError, AttributeError):
        return None
