"""Documents: named by the hash of their bytes, at most 20 MB, struck but never taken out."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.ids import Digest
from kapcircle.core.log import Stamp
from kapcircle.core.person.documents import (
    MOST_BYTES,
    AttachDocument,
    DocumentAttached,
    DocumentKind,
    StrikeDocument,
)
from tests.core import people as p
from tests.core.nouns import Noun
from tests.made_up import DEVICE

LETTER = AttachDocument(Digest("aa"), " Letter\n2026.png ", DocumentKind.CLEARANCE, 400)


def test_a_document_is_attached_once_and_may_be_struck() -> None:
    noun = Noun("person")
    assert noun.do(LETTER, p.ANA) == (DocumentAttached(Digest("aa"), "Letter 2026.png", DocumentKind.CLEARANCE, 400),)
    with pytest.raises(Refused, match="is attached already"):
        noun.do(LETTER)
    with pytest.raises(Refused, match="Striking a document: this is for"):
        noun.do(StrikeDocument(Stamp(1, DEVICE), "another's"), p.ANA)
    noun.do(StrikeDocument(Stamp(1, DEVICE), "another's"))
    noun.do(LETTER)
    assert [x.struck for x in noun.state.documents.records] == ["another's", ""]


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        (" ", 1, "Give the document a name"),
        ("x" * 121, 1, "Give the document a name"),
        ("scan.png", 0, "has 0 bytes"),
        ("scan.png", MOST_BYTES + 1, "has 20,000,001 bytes. A document has at least one, and at most 20 MB"),
    ],
)
def test_no_document(name: str, size: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        Noun("person").do(AttachDocument(Digest("aa"), name, DocumentKind.OTHER, size))


def test_the_largest_document() -> None:
    assert Noun("person").do(AttachDocument(Digest("aa"), "scan.png", DocumentKind.OTHER, MOST_BYTES))
