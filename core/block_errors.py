"""Errors on blocks deep in a stream, in the shape that Wagtail's editor shows beside each block."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock, StreamBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


def block_error(block, value, messages):
    """One ValidationError from [(path, message)]; a path holds positions in streams and lists, names in structures."""
    inside, own = defaultdict(list), []
    for path, message in messages:
        if path and _child(block, value, path[0]):
            inside[path[0]].append((path[1:], message))
        else:
            own.append(message)
    children = {step: block_error(*_child(block, value, step), rest) for step, rest in inside.items()}
    if isinstance(block, BaseStreamBlock):
        return StreamBlockValidationError(block_errors=children, non_block_errors=own)
    if isinstance(block, BaseStructBlock):
        return StructBlockValidationError(block_errors=children, non_block_errors=own)
    if isinstance(block, ListBlock):
        return ListBlockValidationError(block_errors=children, non_block_errors=own)
    return ValidationError(own)


def _child(block, value, step):
    """The block and the value at that step; None for a step that leads nowhere."""
    try:
        if isinstance(block, BaseStreamBlock):
            return value[step].block, value[step].value
        if isinstance(block, BaseStructBlock):
            return block.child_blocks[step], value[step]
        if isinstance(block, ListBlock):
            return block.child_block, value[step]
    except (IndexError, KeyError, TypeError):
        pass
    return None
