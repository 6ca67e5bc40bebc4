"""The table of what the loader says: one edit of a sound file, and the line, field and sentence that follow from it."""

# A row reads best in one line.
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from typing import get_args

from autograder.model.rubric import Check

CHECKS = ", ".join(get_args(check.model_fields["kind"].annotation)[0] for check in get_args(get_args(Check)[0]))
CRITERION = "id, title, points, check, why, hints, examples, feedback"
TIME = "expected a time such as 2026-03-03 10:00"

# One edit of the café's scenario, and what is said of it: line, field and sentence.
SCENARIO_FAULTS = [
    # fields
    ("id: tiny-cafe\n", "", "1: id: this field is missing; expected text"),
    ("role: Barista\n", "", "1: role: this field is missing; expected text"),
    (
        "id: tiny-cafe",
        "id: Tiny Cafe",
        "1: id: expected lower-case letters, digits and hyphens, such as depot-operations-manager; found 'Tiny Cafe'",
    ),
    ("id: tiny-cafe", "id: tiny-bar", "1: id: expected 'tiny-cafe', as the file is named; found 'tiny-bar'"),
    ("level: entry", "levle: entry", "4: levle: unknown field; did you mean 'level'?"),
    ("level: entry", "level: entri", "4: level: expected one of entry, mid, senior; found 'entri'; did you mean 'entry'?"),
    ("level: entry", "level:", "4: level: expected one of entry, mid, senior; found nothing"),
    ("level: entry", "level: [entry]", "4: level: expected one of entry, mid, senior; found a list"),
    ("sector: hospitality", "sector: food\nsector: drink", "4: sector: this field is already given on line 3"),
    ("sector: hospitality", "sector: {a: b}", "3: sector: expected text; found fields"),
    ("sector: hospitality", 'sector: ""', "3: sector: expected text; found nothing"),
    ("name: Fernhill Staffing,", "", "16: agency.name: this field is missing; expected text"),
    ("agency: {", "agency: {town: Leeds, ", "16: agency.town: unknown field; the fields here are name, consultant"),
    (
        "label: showing the new assistant the dishwasher by Friday",
        "label: the dishwasher, by Friday",
        "15: candidate.current_job.deliverables[trainee].by Friday: unknown field; "
        "if it is part of a text with a comma in it, put the text in quotes",
    ),
    (
        "      - {id: trainee, label: showing the new assistant the dishwasher by Friday}\n",
        "",
        "12: candidate.current_job.deliverables: expected at least 3 entries; found 2",
    ),
    ("turns: [t07, t08]", "turns: []", "41: topics[shelter].turns: expected at least 1 entry; found 0"),
    ("turns: [t07, t08]", "turns: t07", "41: topics[shelter].turns: expected a list; found 't07'"),
    ("phrases: [roaster, Porto]", "phrases: ['', Porto]", "39: topics[roaster].phrases[0]: expected text; found nothing"),
    (
        "other_processes: []",
        "other_processes:",
        "48: other_processes: expected a list; found nothing (an empty list is written [])",
    ),
    # times and zones
    ("timezone: Europe/London", "timezone: London", "6: timezone: expected the name of a time zone such as Europe/London; found 'London'"),
    ("starts: 2026-04-21 15:00", "starts: 2026-04-21", f"24: interview.starts: {TIME}; found '2026-04-21'"),
    ("starts: 2026-04-21 15:00", "starts: 15:00", f"24: interview.starts: {TIME}; found '15:00'"),
    ("starts: 2026-04-21 15:00", "starts: 2026-04-31 15:00", f"24: interview.starts: {TIME}; found '2026-04-31 15:00'"),
    ("ends: 2026-04-21 15:20", "ends: [2026]", f"25: interview.ends: {TIME}; found a list"),
    ("ends: 2026-04-21 15:20", "ends: 2026-04-21 14:20", "25: interview.ends: expected a time after interview.starts"),
    ("at: 2026-04-22 09:00", "at: 2026-04-21 15:10", "50: decision.at: expected a time after the interview ends"),
    ("at: 2026-04-24 17:30", "at: 2026-04-20 17:30", "53: outcome.at: expected a time after the interview ends"),
    # people and turns
    (
        "id: t03, speaker: Mina Walsh",
        "id: t03, speaker: Mina Welsh",
        "32: turns[t03].speaker: expected one of Tom Adair, Mina Walsh; found 'Mina Welsh'; did you mean 'Mina Walsh'?",
    ),
    ("from: Mina Walsh", "from: Tom Adair", "54: outcome.from: expected one of Ruth Okafor, Mina Walsh; found 'Tom Adair'"),
    ("from: Mina Walsh", "form: Mina Walsh", "54: outcome.form: unknown field; did you mean 'from'?"),
    (
        "    - {name: Mina Walsh, title: Owner, honorific: Ms}",
        "    - {name: Mina Walsh, title: Owner}\n    - {name: Mina Walsh, title: Cook}",
        "29: interview.panel[1].name: 'Mina Walsh' is already the name of somebody else here",
    ),
    ("name: Ruth Okafor", "name: Tom Adair", "16: agency.consultant.name: 'Tom Adair' is already the name of the candidate"),
    ("{id: t01,", "{id: t1,", "30: turns[t1].id: expected the id of a turn, such as t07; found 't1'"),
    ("turns: [t07, t08]", "turns: [t07, t09]", "41: topics[shelter].turns[1]: there is no turn t09; the turns are t01 to t08"),
    ("turn: t06, verdict", "turn: t66, verdict", "46: answers[t66].turn: there is no turn t66; the turns are t01 to t08"),
    ("turn: t06, verdict", "turn: t05, verdict", "46: answers[t05].turn: t05 is not a turn of Tom Adair"),
    ("turn: t06, verdict", "turn: t02, verdict", "46: answers[t02].turn: 't02' is already used above"),
    ("id: early,", "id: roaster,", "40: topics[roaster].id: 'roaster' is already used above"),
    (
        "verdict: vague",
        "verdict: off-guard",
        "46: answers[t06].verdict: expected one of strong, off_guard, vague, arrogant, unassertive, aggressive, unprepared; "
        "found 'off-guard'; did you mean 'off_guard'?",
    ),
    # YAML itself
    ("role: Barista", "role: Barista: mornings", "22: a colon and a space begin a new field here; put the text in quotes, or mend the indentation"),
    ("role: Barista", "role Barista", "22: expected a colon after the name of a field; check the indentation"),
    ("role: Barista", " role: Barista", "22: expected the next field; check the indentation and the quotes, here and above"),
    ("role: Barista", "role: 'it's'", "22: expected the next field; check the indentation and the quotes, here and above"),
    ("role: Barista", "role: [Barista", "22: the list that begins here with [ is not closed, or text in it needs quotes"),
    ("role: Barista", "role: {a: Barista", "22: the fields that begin here with { are not closed, or text there needs quotes"),
    ("reasons: [another", 'reasons: ["another', "56: a quotation mark is opened here and never closed"),
    ("role: Barista", "\trole: Barista", "22: lines are indented with spaces, never with tabs"),
    (
        "role: Barista",
        "role: @Barista",
        "22: text that begins with this character needs quotes, and lines are indented with spaces, never with tabs",
    ),
    ("role: Barista", 'role: "a\\qb"', "22: this backslash has no meaning in double quotes; use single quotes"),
    ("role: Barista", "role: - Barista", "22: a list begins on a line of its own, below the name of its field"),
    ("role: Barista", "role: > 18 hours", "22: text that begins with | or > needs quotes"),
    ("role: Barista", "role: ? Barista", "22: text that begins with ? needs quotes"),
    ("id: tiny-cafe", "% draft\nid: tiny-cafe", "1: remove the line that begins with %"),
    ("role: Barista", "role: **Barista**", "22: text that begins with * or & needs quotes"),
    ("role: Barista", "role: *barista", "22: role: *barista stands for nothing here; text that begins with * needs quotes"),
    ("role: Barista", "role: &Sons", "22: role: &Sons stands for nothing here; text that begins with & needs quotes"),
    ("role: Barista", "role: !Barista", "22: role: !Barista stands for nothing here; text that begins with ! needs quotes"),
    (
        "role: Barista",
        "role: !!python/object/apply:os.getcwd []",
        "22: role: !!python/object/apply:os.getcwd stands for nothing here; text that begins with ! needs quotes",
    ),
    ("role: Barista", "role: Bar\x07ista", "22: a control character is in this line; remove it"),
    ("role: Barista", "---\nrole: Barista", "22: a second document begins here; remove the line ---"),
    ("role: Barista", "role: Barista\n? [a]\n: b", "23: expected the name of a field before the colon"),
]

RUBRIC_FAULTS = [
    ("kind: length", "kind: lenght", f"9: criteria[brief].check.kind: expected one of {CHECKS}; found 'lenght'; did you mean 'length'?"),
    ("kind: length, ", "", f"9: criteria[brief].check.kind: this field is missing; expected one of {CHECKS}"),
    ("check:\n      kind: sign_off", "check: sign_off", "15: criteria[closing].check: expected fields, kind among them; found 'sign_off'"),
    ("kind: sign_off\n", "kind: sign_off\n      to: panel\n", "17: criteria[closing].check.to: unknown field; the fields here are kind"),
    ("words: [60, 300]", "wrods: [60, 300]", "9: criteria[brief].check.wrods: unknown field; did you mean 'words'?"),
    ("words: [60, 300]", "words: 60", "9: criteria[brief].check.words: expected a list; found '60'"),
    ("words: [60, 300]", "words: [60]", "9: criteria[brief].check.words: expected 2 entries; found 1"),
    ("words: [60, 300]", "words: [6, 30, 300]", "9: criteria[brief].check.words: expected at most 2 entries; found 3"),
    ("words: [60, 300]", "words: [sixty, 300]", "9: criteria[brief].check.words[0]: expected a whole number; found 'sixty'"),
    ("words: [60, 300]", "words: [0, 300]", "9: criteria[brief].check.words[0]: expected at least 1; found '0'"),
    ("words: [60, 300]", "words: [300, 60]", "9: criteria[brief].check.words: expected the lower limit first, such as [50, 200]"),
    ("points: 2", "points: two", "8: criteria[brief].points: expected a number; found 'two'"),
    ("points: 2", "points: 0", "8: criteria[brief].points: expected more than 0; found '0'"),
    ("points: 2", "points: inf", "8: criteria[brief].points: expected a number; found 'inf'"),
    (", too_long: Too long.", "", "12: criteria[brief].feedback: expected a sentence for too_long as well"),
    (
        "too_long: Too long.",
        "too_long: Too long., late: Late.",
        "12: criteria[brief].feedback.late: a 'length' check never ends so; it ends as met, too_long, too_short",
    ),
    (
        "{met: Signed.",
        "{Met it: Yes., met: Signed.",
        "19: criteria[closing].feedback.Met it: expected lower-case letters, digits and underscores, such as cold_store; "
        "found 'Met it'",
    ),
    ("id: closing", "id: brief", "13: criteria[brief].id: 'brief' is already used above"),
    ("criteria:", "criterias:", "5: criterias: unknown field; did you mean 'criteria'?"),
    ("id: closing", "name: closing", f"13: criteria[1].id: this field is missing; expected text\n"
     f"rubric.yaml:13: criteria[1].name: unknown field; the fields here are {CRITERION}"),
]

QUIZ_FAULTS = [
    (", right: yes", "", "6: questions[when].options: expected exactly one option with right: true in a choose_one question"),
    ("right: false", "right: true", "12: questions[what].options: expected right options and wrong ones in a choose_many question"),
    ("right: yes", "right: maybe", "7: questions[when].options[0].right: expected true or false; found 'maybe'"),
    ("right: yes", "right: yes, misconception: no-slip", "7: questions[when].options[0].misconception: a right option has no misconception"),
    ("id: what", "id: when", "10: questions[when].id: 'when' is already used above"),
    ("kind: choose_one", "kind: choose", "3: questions[when].kind: expected one of choose_one, choose_many, put_in_order, match, judge, spot; found 'choose'; did you mean 'choose_one'?"),
    ("kind: choose_one", "kind: essay", "3: questions[when].kind: expected one of choose_one, choose_many, put_in_order, match, judge, spot; found 'essay'"),
]

COURSE_FAULTS = [
    ("0.75", "75", "3: pass_mark: expected at most 1; found '75'"),
    ("0.75", "75%", "3: pass_mark: expected a number; found '75%'"),
    ("[01-first]", "[]", "4: lessons: expected at least 1 entry; found 0"),
    ("[01-first]", "01-first", "4: lessons: expected a list; found '01-first'"),
    ("[01-first]", "[{id: 01-first}]", "4: lessons[01-first]: expected text; found fields"),
]
