"""Values that only Release 1 had: since October 2025 each of them fails DHSC's check as "Failed: Release 1" (-7).

Source: the CLD glossary and NHS England's public code for SALT, both VERIFIED (docs/reference/client-level-data.md). Values
that both releases share are not listed; fields whose Release 2 list was not found are left out.
"""

RELEASE_1 = {
    "client_type": ["Service User", "Carer", "Carer known by association"],
    "event_outcome": [
        "Progress to Reablement/ST-Max", "Progress to Assessment", "Progress to Re-assessment / Unplanned Review",
        "Progress to financial assessment", "Progress to Support Planning / Services", "No change in package",
        "Provision of service", "Progress to End of Life Care", "NFA - Moved to another LA", "NFA - 100% NHS funded care",
        "NFA - Self-funded client (Inc. 12wk disregard)", "NFA - Information & Advice / Signposting only",
        "NFA - Support declined", "NFA - Deceased", "Service ended as planned", "NFA - Support ended: Other reason",
        "NFA - No services offered: Other reason", "NFA- Other",
    ],
    "service_type": [
        "Short Term Support: ST-Max", "Short Term Support: Ongoing Low Level", "Short Term Support: Other Short Term",
        "Long Term Support: Nursing Care", "Long Term Support: Residential Care", "Long Term Support: Community",
        "Long Term Support: Prison", "Carer Support: Direct to Carer", "Carer Support: Support involving the person cared-for",
    ],
    "service_component": [
        "Short Term Nursing Care", "Short Term Residential Care", "Long Term Nursing Care", "Long Term Residential Care",
        "Home Support", "Day Support", "Direct Payment", "Community Supported Living", "Professional Support",
        "Professional Support - Social Worker", "Learning/Education/Employment Support", "End of Life Care", "Emergency Support",
        "Other Short Term Support", "Other Long Term Support", "Carer Respite", "Carer Sitting Service",
        "Carer Universal Services", "Other Carer Support",
    ],
    "delivery_mechanism": [
        "Direct Payment", "CASSR Managed Personal Budget", "CASSR Commissioned Support", "Self-Funder Metering Only",
    ],
    "assessment_type": ["Short Term Assessment", "Long Term Assessment", "Financial Assessment"],
    "primary_support_reason": [
        "Physical Support: Access & mobility only", "Physical Support: Personal care support",
        "Sensory Support: Support for visual impairment", "Sensory Support: Support for hearing impairment",
        "Sensory Support: Support for dual impairment", "Support with Memory & Cognition", "Learning Disability Support",
        "Mental Health Support", "Social Support: Substance misuse support", "Social Support: Asylum seeker support",
        "Social Support: Support for Social Isolation/Other", "Social Support: Support to Carer",
    ],
    "accommodation_status": [
        "Tenant", "Tenant - private landlord", "Acute / long-term healthcare residential facility or hospital",
    ],
    "employment_status": [
        "Not in Paid Employment (seeking work)", "Not in Paid Employment (not actively seeking work / retired)",
        "Not in Paid Employment (voluntary work only)",
    ],
}  # fmt: skip
