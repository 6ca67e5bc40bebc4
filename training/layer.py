"""Writes the graph of one layer of the sentence model, `autograder/text/layer.onnx`. Run by hand; needs the package onnx.

The graph has no weights: `autograder.text.layers` puts those of each layer in when it loads them. Products are of whole
numbers: each row of the input is rounded to 255 steps of its own, each column of a weight to 127 of its own. So a text has
the same vector whatever stands beside it, and no sum overflows the 16 bits in which older processors add two products.
"""

from __future__ import annotations

import sys

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from autograder.text.layers import GRAPH, HEADS, INPUT_STEPS, SHAPES, WIDTH

EPSILON = 1e-12
OPSET, IR_VERSION = 20, 9  # the oldest that have all it needs
ORT = "com.microsoft"  # operators that ONNX Runtime adds


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[object] = []
        self.tensors: dict[str, TensorProto] = {}

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        """A node; returns the name of its output."""
        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, name: str, value: object) -> str:
        self.tensors[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def weight(self, name: str, kind: int, *shape: int) -> str:
        """A tensor that is put in when the graph is loaded."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="weights")
        self.tensors[name] = tensor
        return name

    def product(self, x: str, name: str) -> str:
        """x @ weight + bias."""
        columns = SHAPES[name][1]
        middle, one = self.constant("middle", np.uint8(128)), self.constant("one", np.float32(1))
        largest = self.add("ReduceMax", self.add("Abs", x), self.constant("last", np.array([-1])), keepdims=1)
        largest = self.add("Max", largest, self.constant("smallest", np.float32(1e-9)))
        share = self.add("Div", self.constant("steps", np.float32(INPUT_STEPS)), largest)
        rounded = self.add("QuantizeLinear", self.add("Mul", x, share), one, middle)
        weight = self.weight(f"{name}.weight", TensorProto.INT8, *SHAPES[name])
        step = self.weight(f"{name}.step", TensorProto.FLOAT, columns)
        made = self.add("MatMulIntegerToFloat", rounded, weight, one, step, middle, domain=ORT)
        return self.add("Add", self.add("Mul", made, largest), self.weight(f"{name}.bias", TensorProto.FLOAT, columns))

    def normed(self, x: str, name: str) -> str:
        parts = [self.weight(f"{name}.{part}", TensorProto.FLOAT, WIDTH) for part in ("weight", "bias")]
        return self.add("LayerNormalization", x, *parts, epsilon=EPSILON)

    def attended(self, qkv: str) -> str:
        """What each token takes from the tokens of its text."""
        width = WIDTH // HEADS
        padded = self.add("Gather", qkv, "places", axis=0)
        parts = self.add("Reshape", padded, self.constant("apart", np.array([0, 0, 3, HEADS, width])))
        parts = self.add("Transpose", parts, perm=[2, 0, 3, 1, 4])
        q, k, v = (self.add("Gather", parts, self.constant(name, np.array(n)), axis=0) for n, name in enumerate("qkv"))
        scores = self.add("MatMul", q, self.add("Transpose", k, perm=[0, 1, 3, 2]))
        shares = self.add("Softmax", self.add("Add", scores, "mask"), axis=-1)
        seen = self.add("Transpose", self.add("MatMul", shares, v), perm=[0, 2, 1, 3])
        seen = self.add("Reshape", seen, self.constant("flat", np.array([-1, WIDTH])))
        return self.add("Gather", seen, "back", axis=0)

    def gelu(self, x: str) -> str:
        """x * Phi(x), in the form with tanh (Hendrycks and Gimpel 2016), off by 0.0005 at most."""
        return self.add("Gelu", x, approximate="tanh")


def model() -> ModelProto:
    """The layer (Devlin et al. 2019): the states of all tokens in, shape (tokens, 384), and the next ones out.

    `places` (texts, longest): where the tokens of each text stand in the states; 0 beyond its end. `mask` (texts, 1, 1,
    longest): 0 for a token, very low beyond the end. `back` (tokens,): where each token stands in the table of places.
    """
    g = _Graph()
    x = "states"
    x = g.normed(g.add("Add", x, g.product(g.attended(g.product(x, "qkv")), "out")), "norm1")
    x = g.normed(g.add("Add", x, g.product(g.gelu(g.product(x, "up")), "down")), "norm2")
    inputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["tokens", WIDTH]),
        helper.make_tensor_value_info("places", TensorProto.INT64, ["texts", "longest"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["texts", 1, 1, "longest"]),
        helper.make_tensor_value_info("back", TensorProto.INT64, ["tokens"]),
    ]
    outputs = [helper.make_tensor_value_info(x, TensorProto.FLOAT, ["tokens", WIDTH])]
    made = helper.make_graph(g.nodes, "layer", inputs, outputs, list(g.tensors.values()))
    opset = [helper.make_opsetid("", OPSET), helper.make_opsetid(ORT, 1)]
    return helper.make_model(made, opset_imports=opset, ir_version=IR_VERSION, producer_name="")


def main() -> int:
    made = model()
    GRAPH.write_bytes(made.SerializeToString(deterministic=True))
    print(f"{GRAPH.name}: {len(made.graph.node)} nodes, {GRAPH.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
