"""Views whose pages have scripts of this site; CONTENT_SECURITY_POLICY in the settings says which public ones do."""

from csp.constants import SELF
from csp.decorators import csp_replace

own_scripts = csp_replace({"script-src": [SELF], "connect-src": [SELF]})
"""Decorates a view: its page may load scripts from this site and ask it for more, and nobody else."""
