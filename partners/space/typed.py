"""What was posted, in words to copy from."""

LONGEST = 10_000
MOST = 200


def rows_of_post(post):
    """What somebody typed: [(name of the field, text)], bounded, without what is empty and what is not theirs."""
    rows = []
    for name in list(post)[:MOST]:
        text = "\n".join(value for value in post.getlist(name) if value).replace("\x00", "")[:LONGEST]
        if text.strip() and not name.startswith("csrf"):
            rows.append((name[:100], text))
    return rows
