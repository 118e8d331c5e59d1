from bep.access.permissions import permission

NUMBERS = permission(
    "reporting.numbers", "see the service's numbers, rounded and with small ones hidden; never a person"
)
LISTS = permission("reporting.lists", "see numbers of people they may see, and open the list behind each")
