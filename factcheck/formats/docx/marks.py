"""The names by which a report is read again: bookmarks and tags of controls that begin so and end in a record's id.

Numbers that Word gives (``w:id``) change with every save; these names stay.
"""

from __future__ import annotations

from typing import Final

# Around the words of a highlight; a number behind the claim's id tells which of its highlights.
HIGHLIGHT: Final = "fc_"
# At a claim's section, or at its row in the table where it has no section; links in the row lead to it.
CLAIM: Final = "fcc_"
# Around the paragraphs of an article, and around those of a claim's rationale (also the tag of the controls in them).
ARTICLE: Final = "fca_"
RATIONALE: Final = "fcr_"
# The tag of the control in which a verdict is chosen; the values of its entries are the ids of ratings.
VERDICT: Final = "fcv_"
UNCHECKED: Final = "unchecked"  # the value of the entry for no verdict: Word takes none without

# Stands where a rationale can be written: a bookmark around nothing would be lost.
NOTHING: Final = "–"

STATE_NAMESPACE: Final = "urn:factcheck:report"
STATE_PART: Final = "customXml/item1.xml"

# Properties of the document. New wordings are suggested as tracked changes that bear the moment of the report
# ("2026-03-14T09:30:00Z"): by it they are told apart from what a colleague changes.
PROJECT_PROPERTY: Final = "FactcheckProject"
DRAFT_PROPERTY: Final = "FactcheckDraft"  # with an article's number: its id and that of the revision
MADE_PROPERTY: Final = "FactcheckMade"
