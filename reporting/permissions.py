from bep.access.permissions import permission

NUMBERS = permission(
    "reporting.numbers", "see the service's numbers, rounded and with small ones hidden; never a person"
)
LISTS = permission("reporting.lists", "see numbers of people they may see, and open the list behind each")
BUILD = permission("reporting.build_return", "build a statutory return, see its rows and errors, and download its file")
SIGN = permission("reporting.sign_return", "sign off a return that somebody else built")
