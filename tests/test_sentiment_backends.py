"""The optional scorers keep the contract: labels read from the model, answers bound, quotations verbatim."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from digest.enrich import train
from digest.enrich.backends import onnx as onnx_backend
from digest.enrich.backends.llm import MAX_CHARACTERS, LlmScorer
from digest.enrich.sentiment import judge
from digest.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "영업이익이 줄었다.\n주가는 급락했다."


def scorer(content: Any, calls: list[dict[str, Any]] | None = None) -> LlmScorer:
    """A scorer whose endpoint always gives `content`."""

    def post(_: str, headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if calls is not None:
            calls.append({"headers": headers, "body": body})
        return {"choices": [{"message": {"content": content}}]}

    return LlmScorer("https://llm.example/v1/chat/completions", "some-model", post, key="secret")


def test_a_valid_answer_is_taken_once_and_kept() -> None:
    """The second question for the same text is not sent; the text goes as data."""
    calls: list[dict[str, Any]] = []
    answer = json.dumps({"label": "negative", "score": -0.8, "evidence": ["주가는  급락했다"]})
    model = scorer(answer, calls)
    first, second = model.label(TEXT, "ko"), model.label(TEXT, "ko")
    assert first == second
    assert first.label == "negative"
    assert first.evidence[0].sentence == 2
    assert len(calls) == 1
    assert json.loads(calls[0]["body"]["messages"][1]["content"])["text"] == TEXT
    assert "secret" not in repr(model)


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        None,
        "{}",
        json.dumps({"label": "great", "score": 0, "evidence": []}),
        json.dumps({"label": "negative", "score": -3, "evidence": []}),
        json.dumps({"label": "negative", "score": "-0.5", "evidence": []}),
        json.dumps({"label": "negative", "score": -0.5, "evidence": [], "ticker": "NVDA"}),
        json.dumps({"label": "negative", "score": -0.5, "evidence": ["주가는 폭락했다"]}),
        json.dumps({"label": "negative", "score": -0.5, "evidence": ["줄었다. 주가는"]}),
        json.dumps({"label": "negative", "score": -0.5, "evidence": [" "]}),
        json.dumps({"label": "negative", "score": -0.5, "evidence": ["주가는"] * 6}),
    ],
)
def test_an_answer_out_of_bounds_or_not_verbatim_is_refused(content: Any) -> None:
    """No part of such an answer is used."""
    with pytest.raises(InputError):
        scorer(content).label(TEXT, "ko")


def test_an_empty_answer_and_a_long_text_are_refused() -> None:
    """Errors of the endpoint come as errors of ours."""
    model = LlmScorer("https://llm.example", "m", lambda *_: {"error": "busy"})
    with pytest.raises(InputError):
        model.label(TEXT, "ko")
    with pytest.raises(InputError, match="too long"):
        model.label("가" * (MAX_CHARACTERS + 1), "ko")


def test_judge_records_which_method_made_the_value() -> None:
    """Another scorer's name and version stand beside its value."""
    judged = judge(TEXT, "ko", scorer=scorer(json.dumps({"label": "mixed", "score": 0.0, "evidence": []})))
    assert (judged.label, judged.method, judged.version, judged.by) == ("mixed", "llm", "some-model", "model")


def test_a_folder_without_the_files_or_with_unknown_labels_says_what_to_do(tmp_path: Path) -> None:
    """The message names the file or label."""
    with pytest.raises(InputError, match=r"model\.onnx"):
        onnx_backend.load(tmp_path)
    for name in onnx_backend.FILES:
        (tmp_path / name).write_text("{}")
    with pytest.raises(InputError, match="id2label"):
        onnx_backend.load(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({"id2label": {"0": "LABEL_0", "1": "LABEL_1"}}))
    with pytest.raises(InputError, match="LABEL_0"):
        onnx_backend.load(tmp_path)


@pytest.mark.parametrize("order", [("negative", "neutral", "positive"), ("Positive", "Negative", "Neutral")])
def test_a_toy_model_is_read_in_the_order_of_its_labels(tmp_path: Path, order: tuple[str, ...]) -> None:
    """A three-step graph: word vectors, their mean, a projection to the labels."""
    onnx = pytest.importorskip("onnx", reason="onnx is not installed")
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed")
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    lowered = [name.lower() for name in order]
    vectors = numpy.zeros((3, 3), dtype=numpy.float32)
    vectors[1, lowered.index("positive")] = 9
    vectors[2, lowered.index("negative")] = 9
    helper, kinds = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["vectors", "input_ids"], ["rows"], axis=0),
            helper.make_node("ReduceMean", ["rows"], ["mean"], axes=[1], keepdims=0),
            helper.make_node("MatMul", ["mean", "eye"], ["logits"]),
        ],
        "toy",
        [helper.make_tensor_value_info("input_ids", kinds.INT64, [1, None])],
        [helper.make_tensor_value_info("logits", kinds.FLOAT, [1, 3])],
        [
            onnx.numpy_helper.from_array(vectors, "vectors"),
            onnx.numpy_helper.from_array(numpy.eye(3, dtype=numpy.float32), "eye"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    (tmp_path / "model.onnx").write_bytes(model.SerializeToString())
    words = tokenizers.Tokenizer(tokenizers.models.WordLevel({"[UNK]": 0, "rose": 1, "fell": 2}, unk_token="[UNK]"))  # noqa: S106
    words.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    words.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "config.json").write_text(json.dumps({"id2label": dict(enumerate(order))}))
    loaded = onnx_backend.load(tmp_path)
    assert [loaded.label(word, "en").label for word in ("rose", "fell", "stood")] == ["positive", "negative", "neutral"]


def examples() -> list[train.Example]:
    """Labels that follow a curator's own word, which no lexicon knows."""
    made: list[train.Example] = []
    for number in range(40):
        made.append(train.Example(f"zorgon item {number} of the day", "en", "positive"))
        made.append(train.Example(f"blickle item {number} of the day", "en", "negative"))
        made.append(train.Example(f"plain item {number} of the day", "en", "neutral"))
    return made


def test_training_learns_a_curators_words_and_says_that_it_is_better(tmp_path: Path) -> None:
    """Cross-validation compares with the lexicon; a saved model answers alike."""
    verdict = train.cross_validate(examples())
    assert verdict.better
    assert verdict.model > 0.95
    model = train.fit(examples())
    train.save(model, tmp_path / "model.json")
    loaded = train.load(tmp_path / "model.json")
    assert loaded == model == train.fit(list(reversed(examples())))
    assert loaded.label("zorgon news", "en").label == "positive"


def test_training_does_not_replace_a_lexicon_that_is_as_good() -> None:
    """Labels that the lexicon already gives are no reason to change."""
    made: list[train.Example] = []
    for number in range(30):
        made.append(train.Example(f"Profit rose in unit {number}.", "en", "positive"))
        made.append(train.Example(f"Profit fell in unit {number}.", "en", "negative"))
        made.append(train.Example(f"Unit {number} is in Seoul.", "en", "neutral"))
    assert not train.cross_validate(made).better


def test_too_few_labels_and_broken_lines_are_refused(tmp_path: Path) -> None:
    """The message says how many are needed, or which line is wrong."""
    with pytest.raises(InputError, match="50"):
        train.cross_validate(examples()[:9])
    path = tmp_path / "labels.jsonl"
    path.write_text('{"text": "a", "lang": "en", "label": "positive"}\n{"text": "a"}\n')
    with pytest.raises(InputError, match=":2"):
        train.read_examples(path)
    path.write_text("[]")
    with pytest.raises(InputError, match="not a model"):
        train.load(path)
