"""Numbers as they come from outside."""


def whole_number(words, otherwise=None):
    """The whole number that a form or a link carries, if it is one and no larger than a row's can be; else `otherwise`."""
    words = str(words).strip()
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else otherwise
