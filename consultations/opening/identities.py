"""New identities for questions that ask something else than before."""

from uuid import uuid4

from .comparing import questions_in


def new_identities(document, uids):
    """{old uid: new uid} for these questions, their options and their rows."""
    questions = questions_in(document)
    old = [
        uid
        for question in uids
        for uid in (
            question,
            *(line["uid"] for name in ("options", "rows") for line in questions[question].get(name, [])),
        )
    ]
    return {uid: str(uuid4()) for uid in old}


def renewed(content, identities):
    """The same content, a document or the raw blocks of a stream, with these identities; conditions follow."""
    if isinstance(content, dict):
        return {name: renewed(part, identities) for name, part in content.items()}
    if isinstance(content, list):
        return [renewed(part, identities) for part in content]
    return identities.get(content.lower(), content) if isinstance(content, str) else content
