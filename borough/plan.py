"""How many of each thing happen in the made-up year, and where that comes from. docs/reference/borough.md tells it in words.

Table 15 of the business case is the plan; this is what "happened". It departs from the plan on purpose in two
places, so that a dashboard has something to show: Network Plus (690 of 770) and the months around the summer.
"""

YEAR = {
    "referrals": 5000,  # Table 15, of which:
    "carers": 600,
    "choice_appointments": 1310,  # Table 15, attended
    "choice_meetings": 1180,  # Table 15, held
    "brief": 1100,  # Table 15, packages of up to six weeks begun
    "standard": 690,  # Table 15 expects 770: the visible departure
    "specialist": 500,  # Table 15, begun in the year
    "intensive": 140,  # Table 15, worked with in the year
    "professional_support": 1059,  # Table 6: specialist support at some time in the year (559 carried in, 500 begun)
    "residential_reviews": 80,  # Table 6
    "community_reviews": 145,  # Tables 6 and 15
    "care_package_assessments": 160,  # Table 6
    "carers_assessments": 146,  # Table 7, of the trust's teams, which are not Table 14's
}

# What triage does with 5,000 referrals. The front-door flow (operating model) is of all adults; these shares are ours.
TRIAGE = {
    "information_and_advice": 2000,
    "signposted": 720,
    "choice_meeting": 300,
    "attended": 1310,
    "lost_before_appointment": 60,
    "awaiting": 100,
    "received": 40,
    "urgent_to_amhp": 130,
    "safeguarding_concern": 70,
    "secondary_care": 100,
    "withdrawn": 70,
    "no_contact": 60,
    "refused": 20,
    "duplicate": 20,
}
AFTER_APPOINTMENT = {"choice_meeting": 820, "brief_support": 330, "information_and_advice": 110, "signposted": 50}
# 820 + 300 go on to a choice meeting; 45 of those have not been held yet, and 105 are held with people already known.
MEETINGS = {"to_come": 45, "known_people": 105}
AFTER_MEETING = {"assess": 520, "plan": 520, "advice": 90, "declined": 50}
AFTER_ASSESSMENT = {"standard": 170, "specialist": 100, "brief": 60, "brief_not_eligible": 190}
# How the tiers fill: brief 330 + 520 + 60 + 190 = 1,100; standard 170 + 520; specialist 100 + 200 + 200; intensive 90 + 50.
STEPS = {"brief_to_standard": 520, "standard_to_specialist": 200, "specialist_to_intensive": 90}
TRANSFERS = {"specialist": 200, "intensive": 50}
CARRIED_IN = 559

# Table 12, 2014/15: (clients, weekly cost in pounds, service type, component, delivery mechanism, home).
SERVICES = {
    "Residential care": (
        82,
        887,
        "Long term support: Residential care",
        "Long term residential care",
        "CASSR commissioned support",
    ),
    "Nursing care": (2, 752, "Long term support: Nursing care", "Long term nursing care", "CASSR commissioned support"),
    "Home care": (
        26,
        156,
        "Long term support: Community",
        "Home support or domiciliary care",
        "CASSR managed personal budget",
    ),
    "Supported living": (
        66,
        457,
        "Long term support: Community",
        "Community supported living",
        "CASSR managed personal budget",
    ),
    "Day care": (1, 253, "Long term support: Community", "Day support", "CASSR managed personal budget"),
    "Direct payments": (52, 154, "Long term support: Community", "Direct payment", "Direct payment"),
}

# Table 6: 120 safeguarding cases. How they spread is ours; 70 are the referrals that triage sent on as concerns.
SAFEGUARDING = {
    "cases": 120,
    "known": 38,
    "repeats": 6,
    "adults_of_one_home": 6,
    "decided": {"enquiry": 48, "other_enquiry": 8, "no_enquiry": 58, "error": 2, "received": 4},
    "kinds": {"financial": 26, "domestic": 20, "psychological": 18, "physical": 16, "neglect": 14, "self_neglect": 12,
              "sexual": 5, "discriminatory": 3, "organisational": 3, "sexual_exploitation": 2, "modern_slavery": 1},
    "sources": {"partner": 22, "family": 26, "known_other": 20, "provider": 22, "other_adult": 8, "council_nhs": 2, "self": 10,
                "stranger": 6, "not_known": 4},
}  # fmt: skip
# Nobody's table: as many as show every state.
LIBERTY: dict = {
    "capacity": 20, "best_interests": 6, "court": 3,
    "dols": {"received": 4, "assessing": 5, "to_sign": 3, "granted": 9, "suspended": 1, "not_granted": 4, "withdrawn": 2,
             "ended": 2},
}  # fmt: skip


def dealt(chance, shares):
    """A list with each key as often as its share says, in an order of chance: totals are exact, not near."""
    cards = [key for key, number in shares.items() for _ in range(number)]
    chance.shuffle(cards)
    return cards
