"""What a file is that was taken for a workbook, and what to do with it."""

from zipfile import ZipFile

from kapcircle.core.errors import KnownError

LARGEST_PART = 64_000_000
"""Bytes of one part of a workbook, unpacked; sheets may be larger, they are read row by row."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
_SEALED = "EncryptedPackage".encode("utf-16-le")


def refuse_other_archives(archive: ZipFile, name: str) -> None:
    """KnownError if the archive is no workbook that can be read."""
    parts = {part.filename: part for part in archive.infolist()}
    if "xl/workbook.bin" in parts or "mimetype" in parts:
        raise KnownError(f"{name} is a workbook of another kind (XLSB, ODS): save it as XLSX or CSV.")
    if "[Content_Types].xml" not in parts:
        raise KnownError(f"{name} is an archive, but no XLSX workbook.")
    if any(part.flag_bits & 1 for part in parts.values()):
        raise KnownError(f"{name} is protected by a password: save it without one.")
    if any(part.file_size > LARGEST_PART for at, part in parts.items() if not at.startswith("xl/worksheets/")):
        raise KnownError(f"{name} unpacks to more than any rundown: keep the rundown in a workbook of its own.")
    if "xl/workbook.xml" in parts and _STRICT in archive.read("xl/workbook.xml"):
        raise KnownError(f"{name} is a workbook of the strict kind (Strict Open XML): save it as an ordinary workbook.")


def no_archive(data: bytes, name: str) -> str:
    """In words what the bytes are, if not an archive, as a workbook is."""
    if not data:
        return f"{name} is empty."
    if data.startswith(_COMPOUND):
        return (
            f"{name} is protected by a password: save it without one."
            if _SEALED in data
            else f"{name} is a workbook of the old kind (XLS): save it as XLSX or CSV."
        )
    if data.startswith(b"PK"):
        return f"{name} is damaged, or was not copied to its end."
    return f"{name} is no XLSX workbook; if it is text, give it a name that ends in .csv."
