from .entries import Entry, Word
from .guidance import Promotion, SynonymGroup
from .misses import Miss

__all__ = ["Entry", "Miss", "Promotion", "SynonymGroup", "Word"]
