"""NHS numbers, addresses and phone numbers that can belong to nobody.

NHS numbers come from 999 000 0000 to 999 999 9999, the range that is kept for tests and never issued. Phone numbers come
from 020 7946 0xxx, which Ofcom keeps for drama; e-mail addresses end in .example (RFC 2606).
"""

from bep.kit.nhs_number import check_digit


def nhs_numbers():
    """Every valid number of the test range, in an order that looks like chance but is the same each time."""
    size, step = 1_000_000, 618_033  # the step shares no factor with the size, so each number comes once
    for index in range(size):
        nine = f"999{(index * step) % size:06d}"
        digit = check_digit(nine)
        if digit is not None:
            yield f"{nine}{digit}"


STREETS = [
    "Acorn",
    "Ash",
    "Beech",
    "Birch",
    "Blossom",
    "Bramble",
    "Bridge",
    "Brook",
    "Cedar",
    "Chapel",
    "Cherry",
    "Clover",
    "Cross",
    "Dean",
    "Elm",
    "Falcon",
    "Fern",
    "Field",
    "Forest",
    "Garden",
    "Gate",
    "Grange",
    "Hazel",
    "Heather",
    "Heath",
    "High",
    "Hill",
    "Holly",
    "Ivy",
    "Juniper",
    "Kestrel",
    "Lark",
    "Laurel",
    "Lilac",
    "Linden",
    "Long",
    "Maple",
    "Meadow",
    "Mill",
    "Moss",
    "Oak",
    "Orchard",
    "Park",
    "Pine",
    "Poplar",
    "Rose",
    "Rowan",
    "Spring",
    "Station",
    "Stone",
    "Sycamore",
    "Thorn",
    "Vale",
    "Walnut",
    "Water",
    "Willow",
    "Wood",
    "Yew",
]
ENDINGS = ["Road", "Street", "Avenue", "Close", "Way", "Lane", "Gardens", "Crescent", "Drive", "Court"]
OUTWARD = ["NW9", "NW4", "NW7", "NW11", "NW2", "HA8", "EN4", "EN5", "N2", "N3", "N12", "N20", "N11"]


def address(chance):
    """(address, postcode). The postcodes' inward part uses letters that no real one does (C, I, K, M, O, V)."""
    street = f"{chance.randint(1, 180)} {chance.choice(STREETS)} {chance.choice(ENDINGS)}"
    inward = f"{chance.randint(0, 9)}{chance.choice('CIKMOV')}{chance.choice('CIKMOV')}"
    return f"{street}, London", f"{chance.choice(OUTWARD)} {inward}"


def phone(chance):
    return f"020 7946 0{chance.randint(0, 999):03d}"
