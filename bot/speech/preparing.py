"""Makes ready what is said often, while nothing else is to be done."""

import logging
from collections.abc import Callable, Collection, Iterable

from bot.speech.speaker import Speaker

log = logging.getLogger(__name__)

STEPS = 10  # lines of progress in the log for a language


async def prepare(
    speaker: Speaker, languages: Iterable[str], texts: Callable[[str], Collection[str]]
) -> None:
    """Make the texts of these languages ready, one after another; tell how far it is."""
    for language in languages:
        if not speaker.speaks(language):
            continue
        made, wanted = 0, texts(language)
        for number, text in enumerate(wanted, 1):
            made += await speaker.prepare(text, language)
            if made and number * STEPS // len(wanted) > (number - 1) * STEPS // len(wanted):
                log.info("preparing speech: %s %d of %d", language, number, len(wanted))
    log.info("speech is prepared")
