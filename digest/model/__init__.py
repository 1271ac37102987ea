"""The frozen typed values that pass between the steps, and nothing else.

Every step takes and returns these; only `library` builds an `Article` from YAML.
"""

from digest.model.article import (
    Article,
    By,
    Caption,
    CompanySentiment,
    DatePrecision,
    DateSource,
    Direction,
    Evidence,
    Excerpt,
    Figure,
    Impact,
    Label,
    Rights,
    Sentiment,
    Source,
    Waiver,
)
from digest.model.base import Model
from digest.model.extraction import Extraction
from digest.model.page import StaticPage
from digest.model.security import Security
from digest.model.series import Series
from digest.model.translation import Translation

__all__ = [
    "Article",
    "By",
    "Caption",
    "CompanySentiment",
    "DatePrecision",
    "DateSource",
    "Direction",
    "Evidence",
    "Excerpt",
    "Extraction",
    "Figure",
    "Impact",
    "Label",
    "Model",
    "Rights",
    "Security",
    "Sentiment",
    "Series",
    "Source",
    "StaticPage",
    "Translation",
    "Waiver",
]
