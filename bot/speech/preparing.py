"""Makes ready what is said often, and rests as long as it works: others have the machine then.

It does so at no lower priority. A thread of low priority that a busy machine puts aside keeps the
interpreter meanwhile, and the whole program waits for it: up to 100 ms were seen.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Iterable

from bot.speech.named import Speaker

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
            if not speaker.speaks(language):
                log.warning("preparing speech: %s stops at %d, its voice fails", language, number)
                break
            begun = time.monotonic()
            if await speaker.prepare(text, language):
                made += 1
                await asyncio.sleep(time.monotonic() - begun)
            if made and number * STEPS // len(wanted) > (number - 1) * STEPS // len(wanted):
                log.info("preparing speech: %s %d of %d", language, number, len(wanted))
    log.info("speech is prepared")
