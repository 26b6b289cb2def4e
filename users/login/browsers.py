"""What a browser says of itself, in words that its owner knows it by."""

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
LONGEST = 60


def browser_of(told):
    """“Firefox, Windows”; what we do not know is shown as it was told."""
    names = [next((name for sign, name in kinds if sign in told), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names)) or told[:LONGEST] or "–"
