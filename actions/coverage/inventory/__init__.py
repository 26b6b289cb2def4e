"""The inventory of a town as one sheet: an action a row, with where it stands and who promises it."""
