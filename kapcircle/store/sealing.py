"""Sealed boxes of bytes, and the keys that come from keys."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
"""Chosen by chance: NIST SP 800-38D, 8.3 allows 2^32 boxes under one key."""


class Closed(Exception):  # noqa: N818 - what the box stays
    """The key does not fit, or the box was tampered with. Nobody can tell which."""


def seal(key: bytes, content: bytes, label: bytes) -> bytes:
    """Encrypt with AES-256-GCM. The label is not hidden, but cannot be exchanged."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, label)


def unseal(key: bytes, box: bytes, label: bytes) -> bytes:
    """What was sealed with this key and label. Raises Closed."""
    try:
        return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], label)
    except (InvalidTag, ValueError) as error:
        raise Closed from error


def derive(key: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """A key for one purpose (HKDF, RFC 5869): who learns it learns nothing of `key` or of other purposes."""
    return HKDF(SHA256(), KEY_BYTES, salt, f"kapcircle {purpose}".encode()).derive(key)
