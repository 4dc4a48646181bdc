"""One turn after another: asking, answering, going back, and the ways that lead elsewhere."""

import pytest

from bot.conversation import phrases
from bot.conversation.screen import Tap
from bot.conversation.turn import Done, Other, Place, Refused, Said, Sent, Shared, Turn
from tests.conversation.chat import HELP, Chat, World, choices

TALK = """
title = "A talk"

[[question]]
id = "topic"
text = "What about?"
[[question.choice]]
id = "money"
label = "💶 Money"
helper = "Bills and debts."
[[question.choice]]
id = "school"
label = "🏫 School"

[[question]]
id = "child"
when = "about_school"
text = "Which child?"
[[question.choice]]
id = "old"
label = "The oldest"

[[question]]
id = "day"
text = "Which day?"
offers = "days"
[[question.choice]]
id = "later"
label = "🤫 Later"
always = true

[[question]]
id = "check"
text = "{topic} on {day}?"
[[question.choice]]
id = "yes"
label = "✅ Yes"
does = "book"
[[question.choice]]
id = "other"
label = "🔄 Other day"
goes = "day"

[outcome.booked]
text = "Booked."
then = "menu"

[outcome.taken]
text = "Somebody was first."
goes = "day"
"""
DAYS = choices(
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mon2", "tue2", "wed2", "thu2", "x", "y"
)
WAYS = ["↩️ Back", "🌐 Language", "🆘 Help now"]  # below every question


def talk(days: int = 3, **files: str) -> Chat:
    """Begin the talk with this many days to choose from."""
    world = World(
        lists={"days": DAYS[:days]},
        conditions={"about_school": lambda answers: answers["topic"] == "school"},
    )
    chat = Chat(world, **{"talk": TALK, **files})
    chat.begin()
    return chat


# --- asking in order


def test_questions_are_asked_in_the_order_of_the_file() -> None:
    chat = talk()
    asked = [chat.reads, chat.tap("School"), chat.tap("oldest"), chat.tap("TUE")]
    assert asked == ["What about?", "Which child?", "Which day?", "🏫 School on TUE?"]
    assert chat.answers == {"topic": "school", "child": "old", "day": "tue"}


def test_a_question_whose_condition_does_not_hold_is_skipped() -> None:
    assert talk().tap("Money") == "Which day?"


def test_what_is_known_already_is_not_asked() -> None:
    chat = talk()
    assert chat.begin(topic="money") == "Which day?"
    assert chat.tap("MON") == "💶 Money on MON?"
    assert chat.answers == {"topic": "money", "day": "mon"}


def test_a_dialogue_begins_with_the_words_that_lead_to_it() -> None:
    assert talk().begin("talk", "Let us talk.") == "Let us talk.\nWhat about?"


def test_a_tapped_message_shows_what_was_chosen_and_what_it_means_only_for_a_moment() -> None:
    chat = talk()
    chat.tap("Money")
    assert chat.turn.settled is not None
    assert chat.world.spell(chat.turn.settled) == "What about?\n☑️ 💶 Money"
    assert chat.turn.toast is not None
    assert chat.world.spell(chat.turn.toast) == "Bills and debts."


# --- going back


def test_back_asks_the_question_before_and_forgets_its_answer() -> None:
    chat = talk()
    chat.tap("School")
    chat.tap("oldest")
    assert chat.tap("Back") == "Which child?"
    assert chat.turn.past
    assert chat.answers == {"topic": "school"}


def test_back_passes_over_a_question_that_was_skipped() -> None:
    chat = talk()
    chat.tap("Money")
    assert chat.tap("Back") == "What about?"
    assert chat.answers == {}


def test_back_passes_over_what_was_known_already() -> None:
    chat = talk()
    chat.begin(topic="money")
    assert chat.tap("Back") == "The menu."
    assert chat.place is None


def test_back_from_the_first_question_leads_to_the_menu_and_nothing_is_open() -> None:
    chat = talk()
    assert chat.tap("Back") == "The menu."
    assert chat.place is None
    assert chat.buttons == ["📅 Talk"]


def test_back_from_a_later_page_shows_the_page_before() -> None:
    chat = talk(days=13)
    chat.tap("Money")
    chat.tap("More")
    chat.tap("More")
    assert chat.buttons[0] == "Y"
    assert (chat.tap("Back"), chat.buttons[0]) == ("Which day?", "SUN")
    assert (chat.tap("Back"), chat.buttons[0]) == ("Which day?", "MON")
    assert chat.tap("Back") == "What about?"


def test_where_there_is_no_way_back_typing_it_leads_nowhere() -> None:
    no_way = TALK.replace('text = "What about?"', 'text = "What about?"\nback = false')
    chat = talk(talk=no_way)
    assert "↩️ Back" not in chat.buttons
    assert chat.types("back") == "Please tap one of the buttons.\nWhat about?"


# --- pages


def test_six_are_on_a_page_and_what_is_always_offered_on_each() -> None:
    chat = talk(days=13)
    pages = [chat.tap("Money") and chat.buttons]
    for _ in range(2):
        chat.tap("More")
        pages.append(chat.buttons)
    below = ["🤫 Later", *WAYS]
    assert pages[0] == ["MON", "TUE", "WED", "THU", "FRI", "SAT", "➕ More", *below]
    assert pages[1] == ["SUN", "MON2", "TUE2", "WED2", "THU2", "X", "➕ More", *below]
    assert pages[2] == ["Y", *below]


def test_exactly_six_need_no_second_page() -> None:
    chat = talk(days=6)
    chat.tap("Money")
    assert "➕ More" not in chat.buttons


def test_the_next_question_starts_on_its_first_page() -> None:
    chat = talk(days=13)
    chat.tap("Money")
    chat.tap("More")
    chat.tap("TUE2")
    chat.tap("Other day")
    assert chat.buttons[0] == "MON"


def test_the_same_more_tapped_twice_shows_the_same_page() -> None:
    chat = talk(days=13)
    chat.tap("Money")
    more = chat.button("More")
    chat.hear(more)
    chat.hear(more)
    assert chat.buttons[0] == "SUN"


def test_a_list_that_became_shorter_shows_its_last_page() -> None:
    chat = talk(days=13)
    chat.tap("Money")
    chat.tap("More")
    more = chat.button("More")
    chat.world.lists["days"] = DAYS[:7]
    chat.hear(more)
    assert chat.buttons[0] == "SUN"
    assert chat.place is not None
    assert chat.place.page == 1
    chat.world.lists["days"] = DAYS[:2]
    chat.types("what?")
    assert chat.buttons == ["MON", "TUE", "🤫 Later", *WAYS]


def test_a_standing_list_can_be_turned_to_its_end_and_back() -> None:
    chat = talk(days=13, things=THINGS)
    chat.show("things")
    first = chat.buttons
    chat.tap("More")
    chat.tap("More")
    assert chat.buttons[0] == "Y"
    chat.tap("Back")
    chat.tap("Back")
    assert chat.buttons == first
    assert chat.question == "topic"


# --- help


def test_help_keeps_the_open_question_and_its_buttons() -> None:
    chat = talk()
    day = chat.tap("Money") and chat.button("TUE")
    assert isinstance(day, Tap)
    assert chat.tap("Help") == "Call somebody."
    assert chat.turn.settled is None
    assert not chat.turn.past
    assert chat.question == "day"
    assert chat.hear(day) == "💶 Money on TUE?"


def test_back_from_help_asks_the_open_question_again() -> None:
    chat = talk()
    chat.tap("Help")
    assert chat.tap("Back") == "What about?"


# --- another language


def test_another_language_keeps_the_open_question_and_asks_it_again() -> None:
    chat = talk()
    chat.tap("Money")
    assert chat.tap("Language") == "Choose."
    assert not chat.turn.past
    assert chat.buttons == ["Nederlands", "↩️ Back", "🆘 Help now"]
    assert chat.tap("Nederlands") == "Good.\nWhich day?"
    assert chat.done == [("speak", {"origin": "talk.0001", "language": "nl"})]
    assert chat.answers == {"topic": "money"}


def test_what_was_skipped_and_applies_in_the_other_language_is_asked_and_the_rest_is_kept() -> None:
    chat = talk()
    chat.tap("Money")
    chat.tap("TUE")
    chat.world.conditions["about_school"] = lambda _: True  # as if the language decided it
    chat.tap("Language")
    assert chat.tap("Nederlands") == "Good.\nWhich child?"
    assert chat.answers == {"topic": "money", "day": "tue"}
    chat.tap(chat.buttons[0])
    assert chat.question == "check"
    assert chat.answers["day"] == "tue"


def test_another_language_leads_back_to_the_standing_message_it_was_chosen_under() -> None:
    chat = with_things()
    chat.tap("Money")
    chat.show("thing", "a1")
    chat.tap("Language")
    assert chat.tap("Nederlands") == "Good.\nThis is your thing."
    assert chat.question == "day"


def test_another_language_is_reached_from_an_old_button_too() -> None:
    chat = talk()
    old = chat.button("Language")
    chat.tap("Money")
    assert chat.hear(old) == "Choose."
    assert chat.tap("Nederlands") == "Good.\nWhich day?"


def test_another_language_chosen_under_what_is_gone_shows_the_menu() -> None:
    chat = with_things()
    chat.show("thing", "a1")
    chat.tap("Language")
    chat.world.known = set()
    assert chat.tap("Nederlands").endswith("The menu.")


def test_a_way_back_that_is_too_long_for_a_button_is_left_out() -> None:
    chat = with_things()
    chat.world.known |= {("thing", "a" * 40)}
    chat.show("thing", "a" * 40)
    chat.tap("Language")
    assert chat.button("Nederlands").tag == ""


# --- old and odd buttons


def test_an_old_button_says_that_it_is_past_and_asks_the_open_question_again() -> None:
    chat = talk()
    old = chat.button("Money")
    chat.tap("School")
    assert chat.hear(old) == "That question is past. We go on here.\nWhich child?"
    assert chat.turn.past
    assert chat.answers == {"topic": "school"}


def test_a_button_of_an_earlier_round_is_past() -> None:
    chat = talk()
    old = chat.button("Money")
    chat.begin()
    assert chat.hear(old) == "That question is past. We go on here.\nWhat about?"


def test_an_old_button_when_nothing_is_open_leads_to_the_menu() -> None:
    chat = talk()
    old = chat.button("Money")
    chat.tap("Back")
    assert chat.hear(old) == "That question is past. We go on here.\nThe menu."


@pytest.mark.parametrize(
    "tap",
    [
        Tap("nothing", "0001", "topic", "money"),
        Tap("talk", "0001", "nothing", "money"),
        Tap("menu", "no such tag", "menu", "talk"),
    ],
)
def test_a_button_that_nobody_made_is_past(tap: Tap) -> None:
    assert talk().hear(tap) == "That question is past. We go on here.\nWhat about?"


def test_an_answer_that_is_not_offered_any_more_asks_again() -> None:
    chat = talk()
    chat.tap("Money")
    gone = chat.button("TUE")
    chat.world.lists["days"] = DAYS[:1]
    assert chat.hear(gone) == "That is not possible any more. Please choose again.\nWhich day?"
    assert chat.buttons[0] == "MON"
    assert "day" not in chat.answers


# --- nothing to choose from


def test_an_empty_list_goes_back_with_kind_words() -> None:
    chat = talk(days=0, talk=TALK.replace(LATER, ""))
    assert chat.tap("Money") == ("That is not possible any more. Please choose again.\nWhat about?")
    assert chat.question == "topic"


def test_an_empty_list_says_what_the_dialogue_has_for_it() -> None:
    empty = TALK.replace(LATER, "").replace('"days"', '"days"\nempty = "No day is free."')
    chat = talk(days=0, talk=empty)
    assert chat.tap("Money") == "No day is free."
    assert chat.buttons == WAYS


# --- typing


@pytest.mark.parametrize("text", ["💶 Money", "Money", "money", " MONEY! "])
def test_a_typed_label_is_the_same_as_tapping_it(text: str) -> None:
    chat = talk()
    assert chat.types(text) == "Which day?"
    assert chat.answers == {"topic": "money"}
    assert chat.turn.settled is None


def test_more_back_and_help_can_be_typed() -> None:
    chat = talk(days=13)
    chat.types("money")
    chat.types("more")
    assert chat.buttons[0] == "SUN"
    chat.types("back")
    assert chat.buttons[0] == "MON"
    assert chat.types("help now") == "Call somebody."


@pytest.mark.parametrize(
    "heard", [Said("blah"), Said(""), Said("💶"), Other(), Shared("06", own=True)]
)
def test_what_cannot_be_used_gets_kind_words_and_the_same_question(heard: Said | Other) -> None:
    chat = talk()
    assert chat.hear(heard) == "Please tap one of the buttons.\nWhat about?"


def test_any_text_when_nothing_is_open_says_that_nobody_reads_it_and_shows_the_menu() -> None:
    chat = Chat(talk=TALK)
    assert chat.types("hello") == f"{phrases.NOT_READ.msgid}\nThe menu."
    assert chat.buttons == ["📅 Talk"]


# --- readers

NAME = """
title = "A name"

[[question]]
id = "name"
text = "Your name?"
reads = "name"
share = "📞 Share"
[[question.choice]]
id = "none"
label = "🙂 No name"

[[question]]
id = "check"
text = "Are you {name}?"
[[question.choice]]
id = "yes"
label = "✅ Yes"
[outcome.end]
text = "Hello {name}."
then = "menu"
"""


def a_name(heard: Said | Shared | Sent) -> str | Refused:
    """Read a name of letters, or a number."""
    if isinstance(heard, Sent):
        return heard.file
    if isinstance(heard, Shared):
        return heard.number
    return heard.text if heard.text.isalpha() else Refused("That is no name.")


def named(text: str = NAME) -> Chat:
    """Begin with a question that can be answered by typing."""
    chat = Chat(World(readers={"name": a_name}), talk=TALK, name=text)
    chat.begin("name")
    return chat


def test_what_is_typed_is_read() -> None:
    chat = named()
    assert chat.types("Sanne") == "Are you Sanne?"
    assert chat.tap("Yes") == "Hello Sanne.\nThe menu."
    assert chat.place is None


def test_what_a_reader_refuses_is_asked_again_with_its_words() -> None:
    chat = named()
    assert chat.types("12") == "That is no name.\nYour name?"
    assert chat.answers == {}


def test_a_shared_contact_is_read() -> None:
    chat = named()
    assert chat.screen.share is not None
    assert chat.hear(Shared("0612345678", own=True)) == "Are you 0612345678?"


def test_a_label_wins_over_the_reader_and_is_shown_as_its_label() -> None:
    assert named().types("no name") == "Are you 🙂 No name?"


def test_a_voice_message_where_one_can_type_asks_for_a_button_or_a_text() -> None:
    words = phrases.ONLY_BUTTONS.msgid
    assert named().hear(Other()) == f"{words}\nYour name?"


# --- deeds


def test_a_deed_is_done_with_the_answers_and_its_outcome_is_said() -> None:
    chat = talk()
    chat.ends["book"] = Done("booked")
    chat.tap("Money")
    chat.tap("TUE")
    assert chat.tap("Yes") == "Booked.\nThe menu."
    assert chat.done == [("book", {"topic": "money", "day": "tue", "check": "yes"})]
    assert chat.place is None
    assert chat.turn.settled is not None


def test_an_outcome_can_ask_an_earlier_question_again_and_forgets_what_came_after() -> None:
    chat = talk()
    chat.ends["book"] = Done("taken")
    chat.tap("Money")
    chat.tap("TUE")
    assert chat.tap("Yes") == "Somebody was first.\nWhich day?"
    assert chat.answers == {"topic": "money"}


def test_a_deed_without_outcome_goes_on_with_the_next_question() -> None:
    chat = named(NAME.replace('share = "📞 Share"', 'does = "keep"'))
    assert chat.types("Sanne") == "Are you Sanne?"
    assert chat.done == [("keep", {"name": "Sanne"})]


def test_a_deed_of_a_question_is_done_after_a_tap_too() -> None:
    chat = named(NAME.replace('share = "📞 Share"', 'does = "keep"'))
    assert chat.tap("No name") == "Are you 🙂 No name?"
    assert chat.done == [("keep", {"name": "none"})]


def test_nothing_goes_on_after_a_deed_that_nobody_asked_for() -> None:
    with pytest.raises(ValueError, match="no deed was asked for"):
        talk().engine.after(Turn(None), Done())


def test_what_was_known_already_but_not_done_is_done_in_its_turn() -> None:
    chat = named(NAME.replace('share = "📞 Share"', 'does = "keep"'))
    chat.done.clear()
    assert chat.begin("name", name="Sanne") == "Are you Sanne?"
    assert chat.done == [("keep", {"name": "Sanne"})]


# --- ways


def test_going_to_an_earlier_question_forgets_the_later_answers() -> None:
    chat = talk()
    chat.tap("Money")
    chat.tap("TUE")
    assert chat.tap("Other day") == "Which day?"
    assert chat.answers == {"topic": "money"}


THINGS = """
title = "My things"
standing = true

[[question]]
id = "list"
text = "Your things:"
offers = "days"
empty = "You have no thing."
"""
THING = """
title = "A thing"
standing = true
about = "thing"

[[question]]
id = "show"
text = "This is your thing."
[[question.choice]]
id = "move"
label = "🔄 Move"
begins = "moving"
[[question.choice]]
id = "drop"
label = "❌ Drop"
does = "drop"

[outcome.dropped]
text = "It is gone."
then = "menu"

[outcome.kept]
text = "It stays."
then = "thing"
"""
MOVING = """
title = "Moving a thing"
about = "thing"
refusal = "That thing is not yours."

[[question]]
id = "where"
text = "Where to?"
[[question.choice]]
id = "home"
label = "🏠 Home"
[[question.choice]]
id = "away"
label = "🚶 Away"

[outcome.end]
text = "It is moved."
then = "thing"
"""


def with_things() -> Chat:
    """Have a talk open, and a thing called a1."""
    chat = talk(thing=THING, moving=MOVING, things=THINGS)
    chat.world.known = {("thing", "a1")}
    return chat


def test_a_conversation_begins_about_the_thing_of_the_message() -> None:
    chat = with_things()
    chat.show("thing", "a1")
    assert chat.tap("Move") == "Where to?"
    assert chat.answers == {"thing": "a1"}
    assert chat.place is not None
    assert chat.place.given == ("thing",)


def test_the_subject_of_a_deed_is_shown_after_it() -> None:
    chat = with_things()
    chat.ends["drop"] = Done("kept", "a1")
    chat.show("thing", "a1")
    assert chat.tap("Drop") == "It stays.\nThis is your thing."
    assert chat.done == [("drop", {"thing": "a1", "show": "drop"})]
    assert chat.button("Move").tag == "a1"


@pytest.mark.parametrize("tag", ["b2", "", "a1 "])
def test_a_button_about_a_thing_of_somebody_else_is_refused(tag: str) -> None:
    chat = with_things()
    heard = Tap("thing", tag, "show", "drop")
    assert chat.hear(heard) == "This appointment is not there any more.\nWhat about?"
    assert chat.done == []


def test_a_conversation_about_what_is_not_there_does_not_begin() -> None:
    chat = with_things()
    assert chat.begin("moving", thing="b2") == "That thing is not yours.\nWhat about?"
    assert chat.question == "topic"


def test_a_conversation_ends_when_its_thing_goes_away_meanwhile() -> None:
    chat = with_things()
    chat.begin("moving", thing="a1")
    home = chat.button("Home")
    chat.world.known = set()
    assert chat.hear(home) == "That thing is not yours.\nThe menu."
    assert chat.place is None


def test_a_standing_message_leaves_the_open_question_alone() -> None:
    chat = with_things()
    chat.tap("Money")
    before = chat.place
    for name, about in (("menu", ""), ("help", ""), ("thing", "a1"), ("things", "")):
        chat.show(name, about)
        assert chat.place == before
    assert chat.types("tue") == "💶 Money on TUE?"


def test_the_buttons_of_a_standing_message_stay_good() -> None:
    chat = with_things()
    chat.ends["drop"] = Done("kept", "a1")
    chat.show("thing", "a1")
    drop = chat.button("Drop")
    chat.begin()
    chat.hear(drop)
    assert chat.hear(drop) == "It stays.\nThis is your thing."


def test_a_tapped_message_that_keeps_its_words_keeps_its_buttons_too() -> None:
    keeping = THING.replace('text = "This is your thing."', 'text = "Yours."\nkeeps = true')
    chat = talk(thing=keeping, moving=MOVING)
    chat.world.known = {("thing", "a1")}
    chat.ends["drop"] = Done("kept", "a1")
    for label in ("Drop", "Move"):
        chat.show("thing", "a1")
        chat.tap(label)
        assert (chat.turn.settled, chat.turn.past) == (None, False)


def test_the_menu_offers_to_go_on_with_the_open_question() -> None:
    chat = talk()
    chat.tap("Money")
    chat.show("menu")
    assert chat.buttons == ["📝 Go on", "📅 Talk"]
    assert chat.tap("Go on") == "Which day?"


def test_beginning_anew_from_the_menu_leaves_the_old_answers() -> None:
    chat = talk()
    chat.tap("Money")
    chat.show("menu")
    assert chat.tap("Talk") == "What about?"
    assert chat.answers == {}


# --- a dialogue that was changed while somebody was in it

LATER = """[[question.choice]]
id = "later"
label = "🤫 Later"
always = true
"""


def test_a_place_whose_question_is_gone_leads_to_the_menu() -> None:
    chat = talk()
    chat.tap("Money")
    tue = chat.button("TUE")
    chat.files["talk"] = TALK.replace('"day"', '"date"').replace("{day}", "{date}")
    assert chat.types("tue") == f"{phrases.NOT_READ.msgid}\nThe menu."
    assert chat.buttons == ["📅 Talk"]
    assert chat.place is None
    assert chat.hear(tue) == "That question is past. We go on here.\nThe menu."


def test_a_place_whose_dialogue_is_gone_leads_to_the_menu() -> None:
    chat = Chat(talk=TALK, other=HELP)
    chat.place = Place("a_dialogue_of_old", "0001", "topic")
    assert chat.show("menu") == "The menu."
    assert chat.buttons == ["📅 Talk"]
    assert chat.types("hello") == f"{phrases.NOT_READ.msgid}\nThe menu."
    assert chat.place is None


def test_new_words_and_a_new_order_are_used_at_once() -> None:
    chat = talk()
    chat.files["talk"] = TALK.replace("What about?", "Where about?")
    assert chat.types("?") == "Please tap one of the buttons.\nWhere about?"
