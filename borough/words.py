"""Sentences that the made-up people and workers say and write, so that every screen can be read as it would be used."""

REASONS = [
    "Low mood since losing my job in the spring. Not sleeping, not opening letters.",
    "Hearing voices again after stopping tablets. Wants help before it gets worse.",
    "Anxiety so bad that she has not left the flat for three weeks.",
    "Behind with the rent, worried about being evicted. Panic most mornings.",
    "Discharged from the ward last month, feels on her own at home.",
    "Struggling to look after himself since his mother died. Flat is very cluttered.",
    "Would like to get back to work but does not know where to start.",
    "Isolated, misses people he knew at the old day centre.",
    "Her diagnosis was changed and nobody has explained what it means for her support.",
    "Drinking more than he wants to, low and ashamed about it.",
    "Moved here from another borough and has no support in place.",
    "Sister says he is not eating and talks to nobody.",
    "Wants to manage money better, benefits stopped and started again.",
    "Finds crowds and buses too much, missing hospital appointments because of it.",
    "Young mother, very low since the baby came, partner works away.",
]
CARER_REASONS = [
    "Looks after her husband who has bipolar disorder. Exhausted, has not had a day off this year.",
    "Cares for his adult son. Worried about what happens when he cannot.",
    "Caring for her mother and working part time. Wants to know what help there is.",
    "Up most nights with his brother. His own health is getting worse.",
]
WANTS = [
    "Somebody to talk to who does not rush me.",
    "Help to get out of the house again.",
    "To feel safe at home.",
    "To know what I am entitled to.",
    "To get back to cooking and seeing people.",
    "To work again, a few hours to begin with.",
    "A break, and to know he is all right while I have one.",
]
TRIAGE = {
    "information_and_advice": "Talked through what is available; they have what they need for now.",
    "signposted": "Wants peer support rather than social care; warm introduction made.",
    "awaiting_appointment": "Would like to meet and look at options. No urgent risk.",
    "choice_meeting": "Several needs that touch each other; a fuller conversation will save them telling it twice.",
    "urgent_to_amhp": "Relapse signs and no insight; family frightened. Needs looking at today.",
    "safeguarding_concern": "Money going missing when the nephew visits. They want it to stop.",
    "secondary_care": "Known to the trust and unwell; needs their team first.",
    "withdrawn": "Says thank you, things are better, no help wanted now.",
    "no_contact": "Three calls at different times, a text and a letter. No reply.",
    "refused": "Lives in another council's area; given their number and called ahead.",
    "duplicate": "The same request as the surgery sent last week.",
    "brief_support": "Six weeks of focused support with getting out and with post.",
}
ORGANISATIONS = [
    "Mind",
    "the carers centre",
    "the recovery college",
    "a debt advice service",
    "the library's reading group",
]
MATTERS = [
    "I want to cook for my daughter again and to stop being afraid of the post.",
    "I want my own front door, and to be trusted with my own tablets.",
    "My music. When I play I am not ill.",
    "Being asked, not told.",
    "To be a good dad at weekends.",
    "Church on Sundays and my plants.",
    "To walk to the park without thinking everybody looks at me.",
    "Getting back to work, even a few hours. I was good at it.",
]
STRENGTHS = [
    "Patient, funny, speaks three languages.",
    "Good with my hands, never late.",
    "Keeps going.",
    "A good listener.",
    "Draws every day.",
    "Knows the area and everybody in it.",
    "Organised when well.",
    "Kind to animals, walks the neighbour's dog.",
]
HELPS = [
    "Mornings. One thing at a time. A text before a call.",
    "Seeing the same person.",
    "Being out of doors.",
    "My sister being told when I go quiet.",
    "Written down, short, in plain words.",
    "A cup of tea first.",
]
GOALS = [
    ("Cook a family meal every Sunday", "Choose a meal on Thursday", "Shop together the first two times"),
    ("Open my post the day it comes", "Open it with tea, at the table", "Benefits check, one pile on Fridays"),
    ("Go to the gym twice a week", "Walk past it on Monday", "Go in together once"),
    ("See my son every other weekend", "Ring him on Wednesday", "Find out about the contact centre"),
    ("A home that is safe after January", "List three areas I could live in", "Housing application this week"),
    ("Try a few hours of volunteering", "Pick two places from the list", "Visit one with the peer supporter"),
    ("Sleep before midnight", "Phone out of the bedroom", "Talk to the GP about tablets"),
    ("Manage my own money", "Write down what comes in", "Set up payments that cannot be missed"),
]
IF_HARD = "1 Tell my sister. 2 Text my worker. 3 The crisis line, any hour. My crisis plan is with my GP."
FACTS = [
    "Met at home for an hour. Flat tidy, fridge full. Went through the post together.",
    "Phoned. Said the week had been better; got to the group on Tuesday.",
    "Met at the hub. Came on the bus alone for the first time in months.",
    "Visited with the housing officer. Repairs agreed for next week.",
    "Joint visit with the care coordinator. Medication changed, to be watched.",
    "Walked to the library together and joined. Ten minutes on a bench half way.",
    "Looked at the plan together. Two steps done, one moved to next month.",
    "Spoke about work. Employment adviser will ring on Thursday.",
]
SAID = [
    "I felt like myself for an hour.",
    "I do not want to go back to that ward.",
    "It is easier when you text first.",
    "I am proud of that.",
    "Mornings are still the worst.",
    "My brother noticed the difference.",
    "",
]
OPINIONS = [
    "",
    "",
    "Brighter than last time, engaged throughout.",
    "Tired; watch for early signs named in the plan.",
    "",
]
NEXT_STEPS = [
    "Ring the housing office about the repair",
    "Send the benefits form",
    "Book the first session of the course",
    "Ask the GP about the blood test",
    "Find out about the women's group",
    "Write up the assessment",
]
RISKS = {
    "self": (
        "Thoughts of ending their life when very low",
        "Arguments, anniversaries, drink",
        "Sister, the dog, crisis plan",
    ),
    "from_others": (
        "Borrowed money not given back by a neighbour",
        "Pay day",
        "Direct debits, worker visits that week",
    ),
    "neglect": (
        "Stops eating and washing when unwell",
        "Missing tablets, bad sleep",
        "Weekly shop, neighbour looks in",
    ),
}
ALERTS = [
    ("Call before visiting, they know why", True),
    ("Two workers to visit until the review", True),
    ("Do not leave messages with the neighbour", True),
    ("Dog in the flat, friendly, ask for it to be shut away", True),
]
RELATIVES = ["Mother", "Sister", "Brother", "Partner", "Daughter", "Son", "Friend"]
CLOSING = {
    "moved_on": "Reached what they wanted, and knows how to come back.",
    "community": "Support goes on with a group in the community.",
    "nhs": "The trust's team carries on.",
    "declined": "Does not want more at present.",
    "lost_touch": "No reply for eight weeks; safe and well by the GP.",
    "moved_away": "Moved to another council, which has been told.",
}
