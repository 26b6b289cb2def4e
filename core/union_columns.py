"""Columns that stay in their order: a union lays those of several questions one under the other.

modeltranslation (0.20) collects the names of columns in a set, and so asks for them in another order in each process.
Django puts them right again by their names, but not those of a union.
"""


def columns(rows, *names):
    """`values_list` with the columns in this order, in the query too; translated columns by their full names."""
    return (rows.rewrite(False) if hasattr(rows, "rewrite") else rows).values_list(*names)
