from .streams import DraftTextBlock, QuestionnaireBlock

__all__ = ["DraftTextBlock", "QuestionnaireBlock"]
