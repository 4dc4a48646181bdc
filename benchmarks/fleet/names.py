"""Names by which a parent is known wherever they stand: no two share one."""

from itertools import islice, product

BEGIN = ("Bak", "Dov", "Fem", "Gul", "Jaz", "Kep", "Lib", "Mof", "Nuv", "Pag")
END = ("awel", "edok", "izum", "olaf", "ukin", "ador", "epil", "ivon", "ojuf", "ugam")


def names(count: int) -> list[str]:
    """Give so many names of seven letters, at most 100; none is a part of another."""
    return ["".join(parts) for parts in islice(product(BEGIN, END), count)]
