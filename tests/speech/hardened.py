"""A process that may make no code while it runs, as under deploy/kansencoach.service."""

import ctypes

import numpy as np

from bot.speech import sound

PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN = 65, 1
CANNOT = 77  # the code it ends with where the kernel is too old for it

if __name__ == "__main__":
    if ctypes.CDLL(None).prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0):
        raise SystemExit(CANNOT)
    level = sound.levelled(np.ones(sound.RATE, np.float32))
    assert len(sound.read(sound.vorbis(level))) == sound.RATE
    clip = sound.opus(level)
    assert sound.kind(clip).subtype == "OPUS"
    assert sound.seconds(sound.resampled(sound.read(clip), 22_050)) > 1
