"""A Piper voice of a kilobyte that plays a tone for each sound of speech; Piper runs it unmodified.

`python -m tests.speech.tone_voice FOLDER NAME` writes NAME.onnx and NAME.onnx.json there.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE = 16_000  # samples a second
TONE = 640  # samples of one id, as long as the voice itself would: 0.04 s
LOWEST, STEP = 200, 20  # Hz of id 0, and between an id and the next
# Nothing is heard of the first four: between two sounds, begin, end, and the space.
SILENT = "_^$ "
HEARD = "abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɒɔəɚɛɜɡɣɪɫɬɹɾʀʁʃʊʌʎʒʔʕβθχˈˌː"
IDS = {sound: [number] for number, sound in enumerate(SILENT + HEARD)}
NUMBERS = {  # what the model reckons with
    "first": 0,
    "one": 1,
    "tone": float(TONE),
    "last_silent": len(SILENT) - 1,
    "lowest": float(LOWEST),
    "step": float(STEP),
    "turn": 2 * np.pi / RATE,
}
NODES = [  # kind, inputs, output
    ("Gather", ["scales", "one"], "length_scale"),
    ("Mul", ["length_scale", "tone"], "tone_scaled"),
    ("Cast", ["tone_scaled"], "each"),
    ("Gather", ["input", "first"], "ids"),
    ("Size", ["ids"], "count"),
    ("Mul", ["count", "each"], "total"),
    ("Range", ["first", "total", "one"], "moments"),
    ("Div", ["moments", "each"], "places"),
    ("Mod", ["moments", "each"], "since"),
    ("Gather", ["ids", "places"], "id"),
    ("Greater", ["id", "last_silent"], "is_heard"),
    ("Cast", ["is_heard"], "volume"),
    ("Cast", ["id"], "id_real"),
    ("Mul", ["id_real", "step"], "above"),
    ("Add", ["above", "lowest"], "pitch"),
    ("Cast", ["since"], "since_real"),
    ("Mul", ["since_real", "turn"], "angle_of_one"),
    ("Mul", ["angle_of_one", "pitch"], "angle"),
    ("Sin", ["angle"], "wave"),
    ("Mul", ["wave", "volume"], "output"),
]


def pitch(sound: str) -> int:
    """Tell how high the tone of a sound is, in Hz."""
    return LOWEST + STEP * IDS[sound][0]


def seconds(sounds: int, length_scale: float = 1.0) -> float:
    """Tell how long so many sounds last: Piper puts silent ids around and between them."""
    return (2 * sounds + 3) * int(TONE * length_scale) / RATE


def build(folder: Path, name: str, language: str) -> None:
    """Write a voice that reads a language as espeak does."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(_model(), str(folder / f"{name}.onnx"))
    (folder / f"{name}.onnx.json").write_text(json.dumps(_config(language)), "utf-8")


def _model() -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["samples"])
    nodes = [_node(*node) for node in NODES]
    graph = helper.make_graph(nodes, "tones", inputs, [output], list(map(_number, NUMBERS)))
    opsets = [helper.make_opsetid("", 13)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)  # for any onnxruntime
    onnx.checker.check_model(model)
    return model


def _node(kind: str, inputs: list[str], output: str) -> onnx.NodeProto:
    whole = output == "each"  # all others are turned into real numbers
    node = helper.make_node(kind, inputs, [output])
    if kind == "Cast":
        to = TensorProto.INT64 if whole else TensorProto.FLOAT
        node.attribute.append(helper.make_attribute("to", to))
    return node


def _number(name: str) -> TensorProto:
    value = NUMBERS[name]
    kind = np.int64 if isinstance(value, int) else np.float32
    return numpy_helper.from_array(np.array(value, dtype=kind), name)


def _config(language: str) -> dict[str, object]:
    return {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": language},
        "inference": {"noise_scale": 0, "length_scale": 1, "noise_w": 0},
        "phoneme_type": "espeak",
        "phoneme_id_map": IDS,
        "num_symbols": len(IDS),
        "num_speakers": 1,
    }


if __name__ == "__main__":
    build(Path(sys.argv[1]), sys.argv[2], sys.argv[2].partition("_")[0])
