"""What is wrong with a spreadsheet, and where."""

from dataclasses import dataclass


class Refused(Exception):
    """The file as a whole is not taken; `message` says why, in words."""

    def __init__(self, message):
        super().__init__(str(message))
        self.message = message


class CellProblem(Exception):
    """One cell does not hold what its column asks for; `message` says what to write instead."""

    def __init__(self, message):
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place: sheet, number of the row (0: the sheet as a whole), letters of the column ("")."""

    sheet: str
    row: int
    column: str
    message: str

    @property
    def place(self):
        """As spreadsheets write it: "Reports!D7"."""
        where = f"{self.column}{self.row or ''}"
        return f"{self.sheet}!{where}" if where else self.sheet
