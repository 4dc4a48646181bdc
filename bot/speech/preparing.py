"""Makes ready what is said often, while nothing else is to be done."""

import logging
from collections.abc import Mapping, Sequence

from bot.speech.speaker import Speaker

log = logging.getLogger(__name__)

STEPS = 10  # lines of progress in the log for a language


async def prepare(speaker: Speaker, texts: Mapping[str, Sequence[str]]) -> None:
    """Make these texts ready, language by language, with progress in the log."""
    for language, wanted in texts.items():
        if not speaker.speaks(language):
            continue
        made = 0
        for number, text in enumerate(wanted, 1):
            made += await speaker.prepare(text, language)
            if made and number * STEPS // len(wanted) > (number - 1) * STEPS // len(wanted):
                log.info("preparing speech: %s %d of %d", language, number, len(wanted))
    log.info("speech is prepared")
