"""Builds a real Whisper model that is as small as can be: its weights are chance, so are its words.

It has the shape that faster-whisper loads from a folder (model.bin, tokenizer.json, the
vocabulary), with the numbers of tokens of the multilingual models.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from ctranslate2.specs.model_spec import LayerSpec
from ctranslate2.specs.whisper_spec import WhisperSpec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

WIDTH, INNER, HEADS = 8, 16, 2  # numbers in a state, in a feed-forward layer, attention heads
MELS, HEARD, SAID = 80, 1500, 448  # bands of sound, places in what is heard and in what is said
WORDS, TIMES = 50257, 1501  # tokens of text, and of moments, as in every multilingual model
END, ENOUGH, SURE = 0, 9, 50  # the number of a state that tells the end; after so many tokens; how
OTHERS = [code for code in _LANGUAGE_CODES if code != "en"]
LANGUAGES = ["en", *OTHERS][:99]
TASKS = ["translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]
SPECIAL = ["endoftext", "startoftranscript", *LANGUAGES, *TASKS]


def build(folder: Path) -> Path:
    """Write the model into a folder; always the same one."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    spec = WhisperSpec(1, HEADS, 1, HEADS)
    _fill(spec, np.random.default_rng(7))
    first = WORDS + 2
    spec.config.lang_ids = list(range(first, first + len(LANGUAGES)))
    spec.config.alignment_heads = [(0, 0)]
    ids = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    spec.register_vocabulary([token for token, _ in ids])
    spec.validate()
    spec.save(str(folder))
    sizes = {"feature_size": MELS, "sampling_rate": 16_000, "hop_length": 160, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(sizes), "utf-8")
    return folder


def _tokenizer() -> Tokenizer:
    """Make tokens of single bytes, of no words, and those that every Whisper has."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    fillers = [f"word{number}" for number in range(len(letters), WORDS - 1)]
    # The last one is empty: by that ctranslate2 knows a model of many languages.
    vocabulary = {token: number for number, token in enumerate([*letters, *fillers, ""])}
    tokenizer = Tokenizer(models.BPE(vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    moments = [f"{number * 0.02:.2f}" for number in range(TIMES)]
    added = [AddedToken(f"<|{name}|>", special=True) for name in [*SPECIAL, *moments]]
    tokenizer.add_special_tokens(added)
    return tokenizer


def _fill(spec: LayerSpec, chance: np.random.Generator) -> None:
    """Give every weight a value: small chances, and nothing to add."""
    for place, layer in _layers(spec):
        for name in ("weight", "bias", "gamma", "beta", "encodings"):
            if hasattr(layer, name):
                setattr(layer, name, _values(place, name, chance))


def _values(place: str, name: str, chance: np.random.Generator) -> NDArray[np.float32]:
    shape = _shape(place)
    if name == "gamma":
        return np.ones(WIDTH, dtype=np.float32)
    if name == "beta":
        return np.zeros(WIDTH, dtype=np.float32)
    if name == "bias":
        return np.zeros(shape[0], dtype=np.float32)
    values = chance.normal(0, 0.3, shape).astype(np.float32)
    if place == "decoder.projection":
        _be_sure(values)
    if place == "decoder.position_encodings":
        values[:ENOUGH, END], values[ENOUGH:, END] = 0, SURE
    return values


def _be_sure(rows: NDArray[np.float32]) -> None:
    """Let one word be far likelier than the others, moments unlikely, and the end sure to come."""
    rows[:WORDS] *= SURE
    rows[:, END] = 0
    rows[WORDS] = 0
    rows[WORDS, END] = 10 * SURE


def _shape(place: str) -> tuple[int, ...]:
    tokens = WORDS + len(SPECIAL) + TIMES
    known = {
        "encoder.conv1": (WIDTH, MELS, 3),
        "encoder.conv2": (WIDTH, WIDTH, 3),
        "encoder.position_encodings": (HEARD, WIDTH),
        "decoder.position_encodings": (SAID, WIDTH),
        "decoder.embeddings": (tokens, WIDTH),
        "decoder.projection": (tokens, WIDTH),
    }
    if place in known:
        return known[place]
    ends = {
        "self_attention.linear.0": (3 * WIDTH, WIDTH),  # queries, keys and values
        "attention.linear.1": (2 * WIDTH, WIDTH),  # keys and values of what is heard
        "ffn.linear_0": (INNER, WIDTH),
        "ffn.linear_1": (WIDTH, INNER),
    }
    if place.endswith("self_attention.linear.1"):
        return WIDTH, WIDTH
    return next((shape for end, shape in ends.items() if place.endswith(end)), (WIDTH, WIDTH))


def _layers(layer: LayerSpec, place: str = "") -> Iterator[tuple[str, LayerSpec]]:
    """List every layer with its place, such as encoder.layer.0.ffn."""
    for name, value in vars(layer).items():
        parts = enumerate(value) if isinstance(value, list) else [(None, value)]
        for number, part in parts:
            if name.startswith("_") or not isinstance(part, LayerSpec):
                continue
            here = ".".join(str(each) for each in (place, name, number) if each not in {"", None})
            yield here, part
            yield from _layers(part, here)
