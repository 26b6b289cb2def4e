from .datasets import BY_CODE


class DatasetConverter:
    """The code of a data set in an address; any other is the address of something else, or of nothing."""

    regex = "[a-z-]+"

    def to_python(self, value):
        if value not in BY_CODE:
            raise ValueError(value)
        return BY_CODE[value]

    def to_url(self, value):
        return value if isinstance(value, str) else value.code
