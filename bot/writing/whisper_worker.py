"""A program of its own that writes down what is said; the bot starts it, speaks to it by pipes.

It is asked with a line of JSON {"bytes", "seconds", "language"} and that many bytes of sound, and
answers with a line {"text", "language"} or {"fault"}. So nothing is kept on disk, and a sound file
that breaks a decoder breaks only this program.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import groupby
from typing import Any, BinaryIO

RATE = 16_000  # samples a second, as Whisper hears
GENTLE = 10  # how far it stands back for others: the bot answers first
BEAM, TEMPERATURES = 5, (0.0, 0.4)  # one second thought, where the first makes no sense
LOOPS = 2.4  # times that a text can be made smaller: by then it says the same over and over
LEFT_OUT = "…"


def main() -> None:
    """Answer until nobody asks any more."""
    with suppress(OSError):  # a sandbox may forbid it
        os.nice(GENTLE)
    asked, answers = sys.stdin.buffer, _private_stdout()
    model = _model(sys.argv[1])
    for line in iter(asked.readline, b""):
        answers.write(json.dumps(_answer(model, asked, json.loads(line))).encode() + b"\n")
        answers.flush()


def _private_stdout() -> BinaryIO:
    """Keep the pipe for answers: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return answers


def _model(folder: str) -> Any:  # noqa: ANN401 - the library tells no types
    from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy, and in this program only

    return WhisperModel(
        folder, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )


def _answer(model: Any, asked: BinaryIO, question: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    sound = asked.read(question["bytes"])
    try:
        return _written(model, _samples(sound, question["seconds"]), question["language"])
    except Exception as fault:  # noqa: BLE001 - whatever it is, the next sound may be better
        return {"fault": type(fault).__name__}


def _written(model: Any, samples: Any, language: str | None) -> dict[str, Any]:  # noqa: ANN401
    """Write down; in the language if the model knows it, else in the one that it hears."""
    known = language if language in model.supported_languages else None
    parts, heard = model.transcribe(
        samples,
        language=known,
        beam_size=BEAM,
        temperature=TEMPERATURES,
        compression_ratio_threshold=LOOPS,
        condition_on_previous_text=False,  # else one slip is repeated to the end
        vad_filter=True,  # in silence it makes words up
    )
    texts = [part.text.strip() if part.compression_ratio <= LOOPS else LEFT_OUT for part in parts]
    return {"text": _joined(texts), "language": heard.language}


def _joined(texts: Iterable[str]) -> str:
    """Put pieces behind one another; where nothing but gaps is left, there are no words."""
    text = " ".join(piece for piece, _ in groupby(texts))
    return text if text != LEFT_OUT else ""


def _samples(sound: bytes, seconds: float) -> Any:  # noqa: ANN401
    """Decode so many seconds and no more: a small file can hold hours of silence."""
    import av  # noqa: PLC0415 - idem
    import numpy as np  # noqa: PLC0415

    with av.open(BytesIO(sound), mode="r", metadata_errors="ignore") as container:
        turned = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        frames = (part for frame in container.decode(audio=0) for part in turned.resample(frame))
        heard = [frame.to_ndarray()[0] for frame in _first(frames, round(seconds * RATE))]
    return np.concatenate([np.zeros(0, dtype=np.float32), *heard])


def _first(frames: Iterator[Any], most: int) -> Iterator[Any]:
    """Give frames until there are so many samples."""
    count = 0
    for frame in frames:
        yield frame
        count += frame.samples
        if count >= most:
            return


if __name__ == "__main__":
    main()
