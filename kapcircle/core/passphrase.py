"""What a passphrase must be."""

LEAST = 15
"""Characters: NIST SP 800-63B-4, 3.1.1.2, for a password that stands alone."""
