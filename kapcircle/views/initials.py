"""Who somebody is in a place that has no room for a name."""


def initials(name: str) -> str:
    """`MK` of Mara Kay, `MA` of Mara; what stands in brackets is no name."""
    words = [word for word in name.partition("(")[0].split() if word[0].isalpha()]
    return ("".join(word[0] for word in words[:3]) if len(words) > 1 else "".join(words)[:2]).upper()
