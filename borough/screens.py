"""Which screens are photographed. Every role has what its navigation offers and one person; every other screen is taken
once, as the first role that may open it: it looks the same to all of them.
"""

# An address with {row} in it is opened with a row that this worker works with; see ROWS.
SCREENS = """
sign-out            /sign-out/
account             /second-factor/
password            /password/
set-up-app          /second-factor/app/
search              /people/?q=Shah
search-nobody       /people/?q=Xyzzy
register            /people/register/
person              /people/{person}/
details             /people/{person}/details/
edit-names          /people/{person}/details/names/
edit-contact        /people/{person}/details/contact/
safe-contact        /people/{person}/safe-contact/
alerts              /people/{person}/alerts/
alert-add           /people/{person}/alerts/add/
relationships       /people/{person}/relationships/
relationship-add    /people/{person}/relationships/add/
home-and-work       /people/{person}/home-and-work/
home-and-work-new   /people/{person}/home-and-work/employment/
workers             /people/{person}/workers/
death               /people/{person}/death/
chronology          /people/{person}/chronology/
contact-new         /people/{person}/contacts/new/
contact             /contacts/{note}/
contact-add         /contacts/{note}/add/
countersign         /contacts/{unsigned}/countersign/
step-new            /people/{person}/next-steps/new/
step                /next-steps/{step}/
risk-plan           /people/{risky}/risk-plan/
risk-plan-write     /people/{risky}/risk-plan/write/
children            /people/{person}/children/
my-work-late        /my-work/?show=late
caseload-of         /caseload/of/{colleague}/
team                /team/
cover               /team/cover/
allocate            /people/{person}/allocate/
referrals           /referrals/?state=received
waiting-list        /referrals/waiting/
referral-new        /referrals/new/
referral            /referrals/{referral}/
referral-received   /referrals/{received}/
match               /referrals/{received}/match/
triage              /referrals/{triage}/triage/
book                /referrals/{to_book}/book/
home-visit          /referrals/{to_book}/home-visit/
drop-in             /referrals/{to_book}/drop-in/
appointment-move    /appointments/{booked}/move/
appointment-cancel  /appointments/{booked}/cancel/
appointment-attend  /appointments/{to_hold}/attended/
appointment-missed  /appointments/{to_hold}/missed/
hubs                /hubs/
hub                 /hubs/{hub}/
hub-edit            /hubs/{hub}/edit/
hub-new             /hubs/new/
session             /hubs/sessions/{session}/
session-edit        /hubs/sessions/{session}/edit/
rule-new            /hubs/{hub}/sessions/new/
directory           /directory/
directory-new       /directory/new/
did-it-help         /directory/did-it-help/
assessments         /assessments/
meeting-ask         /people/{person}/choice-meeting/ask/
meeting             /choice-meetings/{meeting}/
meeting-move        /choice-meetings/{meeting}/move/
meeting-held        /choice-meetings/{meeting}/held/
profile             /people/{assessed}/profile/
profile-write       /people/{person}/profile/write/
assessment          /assessments/{assessment}/
assessment-part     /assessments/{assessment}/page/wishes/
assessment-check    /assessments/{assessment}/check/
assessment-start    /people/{person}/assessments/start/needs/
capacity-assess     /people/{person}/capacity/assess/
capacity-of         /people/{capacity_of}/capacity/
capacity            /capacity/{capacity}/
best-interests      /best-interests/{best_interests}/
enablement          /enablement/
tier                /enablement/tiers/brief/
reviews             /enablement/reviews/
approvals           /enablement/approvals/
pathway             /people/{supported}/pathway/
support-start       /people/{supported}/support/start/
support-move        /support/{spell}/move/
support-end         /support/{spell}/end/
after-brief         /support/{brief}/after/
move-on             /people/{supported}/pathway/move-on/
close               /people/{supported}/pathway/close/
welcome-back        /people/{closed}/pathway/welcome-back/
closed              /people/{closed}/pathway/closed/
plans               /people/{supported}/plans/
plan                /plans/{plan}/
plan-write          /plans/{plan}/write/
plan-progress       /plans/{plan}/progress/
care-plan           /care-plans/{care_plan}/
care-plan-start     /people/{supported}/care-plans/start/care/
review-hold         /reviews/{review}/hold/
review-book         /reviews/{review}/book/
review-ask          /people/{supported}/reviews/ask/
performance         /reports/
measure             /reports/referrals/
measure-list        /reports/referrals/list/
returns             /returns/
jobs                /jobs/
open-on-duty        /people/{unknown}/open/
administration      /administration/
workers-list        /administration/workers/
worker              /administration/workers/{worker}/
worker-add          /administration/workers/add/
worker-change       /administration/workers/{worker}/change/
worker-moves        /administration/workers/{worker}/roles-and-teams/
worker-leaves       /administration/workers/{worker}/leaves/
lost-app            /administration/workers/{worker}/lost-app/
roles               /administration/roles/
teams               /administration/teams/
team-add            /administration/teams/add/
team-change         /administration/teams/{team}/
localities          /administration/localities/
targets             /administration/targets/
target              /administration/targets/{target}/
lists               /administration/lists/
list                /administration/lists/{list}/
council             /administration/council/
messages            /administration/messages/
records             /records/
records-person      /records/{anybody}/
restrict            /records/{anybody}/restrict/
grant               /records/{anybody}/grant/
case-audits         /safeguarding/audits/
case-audit          /safeguarding/audits/{sample}/
case-audited        /safeguarding/audited/{audited}/
case-audit-report   /safeguarding/audits/report/
trust-files         /partners/trust-files/
trust-file          /partners/trust-files/{trust_file}/
trust-queue         /partners/trust-records/
trust-record        /partners/trust-records/{trust_record}/
audit               /audit/
audit-person        /audit/person/?q={reference}
audit-worker        /audit/worker/
audit-refused       /audit/refused/
audit-record        /audit/record/
amhp-board          /amhp/desk/
amhp-request        /amhp/requests/{mha}/
amhp-request-new    /people/{person}/mental-health-act-request/
amhp-doctors        /amhp/doctors/
amhp-handovers      /amhp/handovers/
amhp-handover-new   /amhp/handovers/new/
amhp-assessment     /amhp/requests/{mha_mine}/assessment/
amhp-relative       /amhp/requests/{mha_mine}/nearest-relative/
amhp-papers         /amhp/requests/{mha_mine}/papers/
amhp-set-off        /amhp/requests/{mha_mine}/set-off/
amhp-admission      /amhp/requests/{mha_mine}/admission/
amhp-visit          /amhp/visits/{visit}/
amhp-fees           /amhp/fees/
amhp-activity       /amhp/activity/
amhp-casework       /people/{mha_case}/mental-health-act-casework/
rota                /rota/
rota-mine           /rota/mine/
rota-swaps          /rota/swaps/
rota-gaps           /rota/gaps/
rota-absences       /rota/absences/
rota-claims         /rota/claims/
rota-periods        /rota/periods/
rota-period         /rota/periods/{rota}/
rota-new            /rota/periods/new/
rota-register       /rota/register/
rota-entry          /rota/register/{amhp}/
rota-rules          /rota/rules/
rota-rule-set       /rota/rules/{rota_rule}/
rota-offer          /rota/duties/{duty}/offer/
glossary            /glossary/
privacy             /privacy/
accessibility       /accessibility/
"""

# People this worker works with, or the worker's teams do. %(email)s is the worker's.
MINE = """
  SELECT i.person_id FROM people_involvement i JOIN access_worker w ON w.email = %(email)s
   WHERE i.ends IS NULL AND (i.worker_id = w.id OR i.team_id IN (
         SELECT team_id FROM access_membership m WHERE m.worker_id = w.id AND m.ends IS NULL))
   ORDER BY i.worker_id = w.id DESC NULLS LAST, i.person_id"""
OWN = "SELECT id FROM {} WHERE person_id IN (SELECT person_id FROM mine) AND {} ORDER BY id DESC"
PERSON = "SELECT person_id FROM {} WHERE person_id IN (SELECT person_id FROM mine) AND {} ORDER BY id DESC"
ANY = "SELECT id FROM {} WHERE {} ORDER BY id DESC"
# What stands in for a row: the query that finds some, best first.
ROWS = {
    "person": "SELECT person_id FROM mine",
    "sample": ANY.format("safeguarding_auditsample", "state = 'open'"),
    "audited": ANY.format("safeguarding_auditcase", "state = 'done'"),
    "trust_file": ANY.format("partners_trustfile", "true"),
    "trust_record": ANY.format("partners_trustrecord", "state = 'queued'"),
    "supported": PERSON.format("enablement_supportspell", "state = 'open'"),
    "closed": PERSON.format("enablement_episode", "state = 'closed'"),
    "assessed": PERSON.format("assessments_personalprofile", "true"),
    "risky": PERSON.format("people_riskplan", "true"),
    "unknown": "SELECT id FROM people_person WHERE id NOT IN (SELECT person_id FROM mine) ORDER BY id",
    "anybody": "SELECT id FROM people_person ORDER BY id",
    "reference": "SELECT reference FROM people_person ORDER BY id",
    "note": OWN.format("people_casenote", "true"),
    "unsigned": OWN.format("people_casenote", "awaits_countersign"),
    "step": OWN.format("people_nextstep", "state = 'open'"),
    "referral": ANY.format("referrals_referral", "state = 'choice_meeting'"),
    "received": ANY.format("referrals_referral", "state = 'received' AND person_id IS NULL"),
    "triage": ANY.format("referrals_referral", "state = 'received' AND person_id IS NOT NULL"),
    "to_book": ANY.format("referrals_referral", "state = 'awaiting_appointment'"),
    "booked": ANY.format("referrals_appointment", "state = 'booked'"),
    "to_hold": ANY.format("referrals_appointment", "state = 'booked' AND starts < now()"),
    "hub": ANY.format("referrals_hub", "true"),
    "session": "SELECT session_id FROM referrals_appointment WHERE state = 'booked' GROUP BY 1 ORDER BY count(*) DESC",
    "meeting": OWN.format("assessments_choicemeeting", "state = 'arranged'"),
    "assessment": OWN.format("assessments_needsassessment", "true"),
    "capacity": OWN.format("assessments_capacityassessment", "true"),
    "capacity_of": PERSON.format("assessments_capacityassessment", "true"),
    "best_interests": OWN.format("assessments_bestinterestsdecision", "true"),
    "plan": OWN.format("enablement_enablementplan", "true"),
    "care_plan": OWN.format("enablement_careandsupportplan", "true"),
    "review": OWN.format("enablement_review", "state = 'planned'"),
    "spell": OWN.format("enablement_supportspell", "state = 'open' AND tier <> 'brief'"),
    "brief": OWN.format("enablement_supportspell", "state = 'open' AND tier = 'brief'"),
    "colleague": """
      SELECT m.worker_id FROM access_membership m JOIN access_membership o ON o.team_id = m.team_id
        JOIN access_worker w ON w.id = o.worker_id WHERE w.email = %(email)s AND m.worker_id <> w.id ORDER BY 1""",
    "worker": ANY.format("access_worker", "is_active"),
    "team": "SELECT id FROM access_team ORDER BY id",
    "target": ANY.format("kit_target", "ends IS NULL"),
    "list": "SELECT id FROM kit_codelist ORDER BY id",
    "mha": ANY.format("amhp_rota_assessmentrequest", "state NOT IN ('closed', 'decided')"),
    "mha_mine": """
      SELECT r.id FROM amhp_rota_assessmentrequest r JOIN access_worker w ON w.id = r.amhp_id AND w.email = %(email)s
       WHERE r.state NOT IN ('closed', 'decided') ORDER BY r.state = 'bed_wait' DESC, r.id""",
    "mha_case": "SELECT person_id FROM amhp_rota_mhacase WHERE person_id IN (SELECT person_id FROM mine) ORDER BY id",
    "visit": ANY.format("amhp_rota_visit", "true"),
    "rota": "SELECT id FROM amhp_rota_rota WHERE first <= now() AND last >= now() ORDER BY id",
    "amhp": ANY.format("amhp_rota_amhp", "true"),
    "rota_rule": "SELECT id FROM amhp_rota_rotarule ORDER BY id",
    "duty": """
      SELECT d.id FROM amhp_rota_duty d JOIN amhp_rota_amhp a ON a.id = d.amhp_id JOIN access_worker w ON w.id = a.worker_id
       WHERE w.email = %(email)s AND d.starts > now() ORDER BY d.starts""",
}  # fmt: skip
TRIES = 2


def screens():
    """[(name, address)], in the order in which somebody would meet them."""
    return [tuple(line.split()) for line in SCREENS.strip().splitlines()]


def first_rows(cursor, key, email):
    cursor.execute(f"WITH mine AS ({MINE}) SELECT * FROM ({ROWS[key]} LIMIT {TRIES}) found", {"email": email})  # noqa: S608
    return [row for (row,) in cursor.fetchall()]
