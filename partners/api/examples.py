"""One example of everything that is sent or answered, by the name of its kind. They stand in the API's description, and tests
send them: an example that would be refused, or an answer that has another shape, fails there."""

ANSWER = {
    "id": "R-7KQM-2F9D", "your_reference": "W-2026-118", "received_at": "2026-11-22T10:00:00+00:00",
    "changed_at": "2026-11-25T14:12:09.413201+00:00",
}  # fmt: skip
DECIDED = {"code": "advice", "label": "Advice and information given", "decided_at": "2026-11-25T14:12:09+00:00"}
REFERRAL = {**ANSWER, "state": "closed", "outcome": DECIDED}
PERSON = {
    "given_name": "Noor", "family_name": "Aziz", "birth_date": "1990-04-01", "nhs_number": "943 476 5919",
    "postcode": "NW9 4AX", "phone": "020 7946 0018", "communication_needs": [],
}  # fmt: skip
REFERRER = {"name": "Dr Shaw", "role": "Consultant psychiatrist", "phone": "020 7946 0000", "may_be_named": True}
A_LIST = {"name": "referral_source", "version": "2026-1f4e2a90", "source": "This council", "confirmed": True}

EXAMPLES: dict = {
    "ReferralSent": {
        "your_reference": "W-2026-118", "source": "mental_health_trust", "person": PERSON, "referrer": REFERRER,
        "reason": "Has been alone since the move, and sleeps badly.", "wants": "To be among people again.",
        "consent": "yes",
    },
    "WithdrawalSent": {"reason": "She has moved to another council’s area."},
    "Referral": REFERRAL,
    "ReferralPage": {"items": [REFERRAL], "more": False, "bookmark": "MjAyNi0xMS0yNVQxNDoxMjowOSBSLTdLUU0tMkY5RA"},
    "ReferralOutcome": {"id": "R-7KQM-2F9D", "outcome": DECIDED},
    "ReferralAppointments": {
        "id": "R-7KQM-2F9D",
        "items": [{
            "setting": "hub", "state": "booked", "starts": "2026-12-01T13:00:00+00:00", "ends": "2026-12-01T13:45:00+00:00",
            "hub": {"name": "Colindale Hub", "postcode": "NW9 4BS"},
        }],
    },
    "KnownPersonPage": {"items": [{"id": "BEP-100042", "nhs_number": "9434765919"}], "more": False, "bookmark": "BEP-100042"},
    "Plan": {"id": "BEP-100042", "plan": {
        "version": 2, "agreed_on": "2026-11-02", "review_on": "2026-12-14", "if_things_get_hard": "I ring my sister.",
        "goals": [{"goal": "Be among people again", "steps": [
            {"step": "Visit the allotment group", "owner": "Noor", "by": "2026-11-30", "done": None},
        ]}],
    }},
    "WhoIsInvolved": {"id": "BEP-100042", "items": [
        {"role": "lead", "name": "Amara Okafor", "job": "Social worker", "telephone": "020 7946 0101"},
    ]},
    "ConcernSent": {
        "your_reference": "W-2026-119", "person": {"given_name": "Noor", "family_name": "Aziz", "birth_date": "1990-04-01"},
        "reporter": {"name": "Dr Shaw", "phone": "020 7946 0000"}, "safe_now": "yes",
        "what": "Her money is gone each time her nephew has visited.",
        "views": "She wants to see him, and to keep her money.", "consent": "yes",
    },
    "SentConcern": {
        "id": "SC-2026-000042", "your_reference": "W-2026-119", "received_at": "2026-11-22T10:00:00+00:00", "state": "received",
    },
    "MhaSent": {
        "your_reference": "W-2026-120", "source": "mental_health_trust", "person": PERSON, "referrer": REFERRER,
        "reason": "Has not eaten for four days and hears voices that tell her not to.", "where_now": "St Ann’s suite",
        "held_under": "s136", "held_since": "2025-11-22T01:10:00+00:00",
        "risks": "Has left the gas on twice.", "tried": "Daily visits of the crisis team.",
    },
    "MhaRequest": {
        "id": "R-7KQM-2F9D", "your_reference": "W-2026-120", "received_at": "2026-11-22T10:00:00+00:00",
        "state": "doctors", "outcome": None,
    },
    "OpenHubs": {"items": [{
        "name": "Colindale Hub", "address": "1 Grahame Park Way, NW9 5TR", "step_free": True, "telephone": "020 7946 0202",
        "sessions": [{
            "starts": "2026-12-01T13:00:00+00:00", "ends": "2026-12-01T17:00:00+00:00", "places": 8, "free": 3,
            "drop_in": False,
        }],
    }]},
    "ReferenceLists": {"items": [A_LIST]},
    "ReferenceListValues": {**A_LIST, "values": [{"value": "mental_health_trust", "label": "Mental health trust", "group": ""}]},
}  # fmt: skip
