"""The spreadsheet of a plan, declared once: export, empty template, import and explanation all read this.

Titles of sheets and names of columns are the same in every language, so that a file travels between readers.
"""

from .log_sheets import MEASUREMENTS, REPORTS, TARGETS
from .record_sheets import ACTIONS, COMMITMENTS, INDICATORS, MILESTONES, PILLARS, PLAN

EXPLANATION = "Explanation"

SHEETS = [PLAN, PILLARS, ACTIONS, COMMITMENTS, MILESTONES, INDICATORS, REPORTS, TARGETS, MEASUREMENTS]
"""In the order in which they are written, and in which one builds on the other."""
