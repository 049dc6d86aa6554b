from kapcircle.core.blobs import named
from kapcircle.core.ids import Digest, Instant
from kapcircle.core.person.consents import ConsentAnswered
from kapcircle.core.person.documents import DocumentAttached, DocumentKind
from kapcircle.core.programme import ConsentText


def test_what_an_event_names() -> None:
    text = ConsentText("touch", "Touch", 1, "")
    assert named(DocumentAttached(Digest("aa"), "x", DocumentKind.OTHER, 1)) == (Digest("aa"),)
    assert named(ConsentAnswered(text, True, (), Instant(0), Digest("bb"))) == (Digest("bb"),)
    assert named(ConsentAnswered(text, True, (), Instant(0), typed="Wren")) == ()
    assert named(None) == ()
