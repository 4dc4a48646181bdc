"""The sentences that no scene of the pseudo-language brings about, and why not."""

from collections.abc import Mapping

UNHEARD: Mapping[str, tuple[str, ...]] = {
    "no machine writes anything there: test_transcript, test_translation": (
        "🤖 Translated by a computer. It can be wrong.",
        "🤖 Written down by a computer. It can be wrong.",
    ),
    "no voice speaks that language: test_listening": (
        "Button {number}:",
        "This message is too old. I cannot say it any more.",
        "🔇 Good. I say a message when you tap 🔊.",
        "🔇 I cannot say this now. Please try again in a minute.",
        "🔇 Say it when I ask",
        "🔇 Your Telegram takes no voice messages. You can change that in its settings.",
        "🔊 Good. From now on I say every message too.",
        "🔊 Listen",
        "🔊 Say everything",
    ),
    "it changed between the question and the tap: test_changed_meanwhile, test_odd_taps": (
        (
            "Sorry, somebody else was first. This was the last free time I tell you of. You wait no"
            " more."
        ),
        "Sorry, this time is not free any more. Please choose another time.",
        "Sorry, your colleague has no room any more. Please choose again.",
        "Thank you. I have your answer already.",
        "The talk began more than half an hour ago. Please call the parent.",
        "The talk has not begun. You can say it afterwards.",
        "The talk is off. I keep nothing about it. Please tell the parent yourself.",
        "This appointment has begun. It cannot change any more.",
        "This appointment is not there any more.",
        "This day is over. Please choose again.",
        "This talk has changed. Please look again.",
        "You can say this from one hour before the talk.",
        "You do not wait for a call.",
        "You do not wait for a time any more.",
        (
            "{coach} asks for another time for this appointment:\n\n{when}\n\n"
            "Please choose a new time. Until you choose, the old time stays."
        ),
        (
            "🔄 A parent moved an appointment, then had everything erased. The old time is off."
            " Your week shows what is still on."
        ),
    ),
    "the municipality changed its file, or has a poor one: test_left_behind, test_not_then": (
        "Please call {contact}: {phone_number}.",
        "There is no school to choose yet. Please call {contact}: {phone_number}.",
        "This link is not good any more. Please choose your school.",
        "This school is not in the list any more. Please choose again.",
        "This school is not yours any more.",
        "This school is not yours any more. Please ask the municipality.",
        "You have no school now.",
        "You have no school. Please ask the municipality.",
    ),
    "a forged tap, a strange link, a fault of ours: test_forged, test_invitations, test_outages": (
        "I cannot do that for you here.",
        "Sorry, something went wrong here. Please try again.",
        "This is for the coach only.",
        "This link was used before. Please ask the municipality for a new one.",
        "You tried something that is not for you.",
    ),
    "there is a free time, and room at a colleague's, in every scene: test_absence": (
        "I find no free time in the coming weeks. You can cancel, or call the parent.",
        "There is no free time in the coming weeks. Please call {contact}: {phone_number}.",
        "There is no free time in your hours in the coming weeks.",
        (
            "There is no other free time in the coming weeks. Your appointment stays. You can call"
            " {contact}: {phone_number}."
        ),
        "🤝 Your colleague has no room for all of them. What is left stands here.",
    ),
    "as another one that is heard, for another day or way: test_hours, test_desk_talk, test_gate": (
        "Fri",
        "Mon",
        "Sat",
        "Sun",
        "Tue",
        "{clock} in the evening",
        "What may I call you? Please type your first name.",
        "Which number do you call? Please type it.",
        "🏫 School has the number",
        "You have another appointment at that time. Please tell the coach.",
        "You have other hours at that time. Please choose again.",
        "⏰ You have no hours. Parents cannot book with you.",
        "✅ All your talks are in your hours.",
        "✅ Good. These talks go on.",
        "🌴 You are not there. The parent chooses another time.",
        "🔄 Done. The parents are asked to choose another time.",
        "📲 A parent who does not use this bot hears nothing from me. Please tell them.",
    ),
    "a coach who reads e-mail is away, has a day of talks: test_email, test_undecided": (
        "About the appointment with {name}",
        "News from the {role} bot",
        "Please decide about your talks",
        "Your appointments today",
        "🤝 {coach} takes this talk over:",
    ),
    "a coach of another language answers: test_messages": ("This answer is in {language}.",),
    "a call or an answer comes too late, or cannot come: test_callbacks, test_unanswered": (
        "You called a parent. Nobody answered.",
        "You had everything about you erased.",
        "You said that a question needs no answer.",
        "❗ A parent waits for a call of {coach} since {day}. Please call {coach}.",
        "❗ The bot cannot reach {name} now. Your answer waits.",
        "📞 I am sorry: {coach} has not called you yet.",
    ),
}
