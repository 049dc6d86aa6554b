"""A consent as it was signed, on paper: the text in its version, what was said back, the signature and the witness."""

from pathlib import Path

from kapcircle.exports.pdf import Block, Drawn, Head, Heading, Prose, Rows, Title, paper
from kapcircle.views.consents import SignedConsent

LABEL, REST = 0.25, 0.75
"""Columns of a table of names and words."""


def write(signed: SignedConsent, fonts: Path) -> bytes:
    """The PDF of one consent. The same consent is always the same bytes."""
    what = f"{signed.title}, version {signed.version}"
    said_back = tuple(("said back" if said else "not said back", words) for words, said in signed.said_back)
    blocks: list[Block] = [Title(signed.title), Prose(f"Version {signed.version} of the text"), Prose(signed.text)]
    if said_back:
        blocks += [Heading("Said back in their own words"), Rows(said_back, (LABEL, REST))]
    facts = [("Answer", signed.answer), ("Date", signed.on), ("Witness", signed.witness)]
    if signed.typed:
        facts.append(("Signed by name", signed.typed))
    if signed.since:
        facts.append(("Since then", signed.since))
    blocks += [Heading("Answer"), Rows(tuple(facts), (LABEL, REST))]
    if signed.strokes:
        blocks.append(Drawn(signed.strokes, f"{signed.alias}, {signed.on}"))
    return paper(Head(signed.circle, what, signed.alias), blocks, fonts)
