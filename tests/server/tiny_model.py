"""A language model of some 40,000 random weights, as a GGUF file; run by the Python that has gguf.

    python tests/server/tiny_model.py FILE PREFERENCE

It knows bytes, no words. PREFERENCE is how much it would rather close what is open (quotes, brackets, braces,
the answer) than go on: at 3, and where a server holds it to a form, it says the least that the form allows;
at 0 it rambles.
"""

import sys
from pathlib import Path

import gguf  # type: ignore[import-not-found]
import numpy as np  # type: ignore[import-not-found]

WIDTH, LAYERS, HEADS, INNER, CONTEXT = 32, 2, 4, 64, 32_768
SPECIAL = ("<unk>", "<s>", "</s>")
BYTES = tuple(f"<0x{byte:02X}>" for byte in range(256))
BLANK = "\N{LOWER ONE EIGHTH BLOCK}"
CLOSING = b'"]}'
END = 2
NORMAL_TOKEN, UNKNOWN_TOKEN, CONTROL_TOKEN, BYTE_TOKEN = 1, 2, 3, 6


def write(path: Path, preference: float) -> None:
    """Writes the file; the same one on every run."""
    writer = gguf.GGUFWriter(str(path), "llama")
    _shape(writer)
    _vocabulary(writer)
    for name, tensor in _weights(np.random.default_rng(7), preference).items():
        writer.add_tensor(f"{name}.weight", tensor.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _shape(writer: "gguf.GGUFWriter") -> None:
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)


def _vocabulary(writer: "gguf.GGUFWriter") -> None:
    tokens = [*SPECIAL, *BYTES, BLANK]
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(
        [UNKNOWN_TOKEN, CONTROL_TOKEN, CONTROL_TOKEN, *[BYTE_TOKEN] * len(BYTES), NORMAL_TOKEN]
    )
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(END)
    writer.add_add_space_prefix(value=False)


def _weights(dice: "np.random.Generator", preference: float) -> "dict[str, np.ndarray]":
    """Random, but that every token carries the same first number, which the closing ones answer to."""
    words = len(SPECIAL) + len(BYTES) + 1
    into, out = dice.normal(0, 0.05, (words, WIDTH)), dice.normal(0, 0.05, (words, WIDTH))
    into[:, 0], out[:, 0] = 1, 0
    out[[len(SPECIAL) + byte for byte in CLOSING], 0] = preference
    out[END, 0] = preference
    made = {"token_embd": into, "output": out, "output_norm": np.ones(WIDTH)}
    for layer in (f"blk.{number}" for number in range(LAYERS)):
        made |= {f"{layer}.{name}": np.ones(WIDTH) for name in ("attn_norm", "ffn_norm")}
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            made[f"{layer}.{name}"] = dice.normal(0, 0.05, (WIDTH, WIDTH))
        for name in ("ffn_gate", "ffn_up"):
            made[f"{layer}.{name}"] = dice.normal(0, 0.05, (INNER, WIDTH))
        made[f"{layer}.ffn_down"] = dice.normal(0, 0.05, (WIDTH, INNER))
    return made


if __name__ == "__main__":
    write(Path(sys.argv[1]), float(sys.argv[2]))
