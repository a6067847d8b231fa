"""The whole way on a toy corpus: prepare, train, resume, tune, export, translate."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from align.errors import UserError
from glossary.term import Term
from tests.training.toy import toy_pairs
from training.config import Config
from training.examples import Recipe
from training.export import export
from training.lexical import chinese_pieces
from training.pieces import Pieces
from training.prepare import prepare
from training.shard import load_shards, save
from training.trainer import Trainer, read_state

ROOT = Path(__file__).parent.parent.parent
TINY = Config(
    width=16, feed_forward=32, encoder_layers=1, decoder_layers=2, heads=2, tokens=200, warmup=5, steps=8,
    learning_rate=3e-3, every=4, save_every=4, bf16="no", device="cpu",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data")
    term = Term("安全生产", "workplace safety")
    prepare(toy_pairs(), directory, Recipe(noise=0.3, valid=8, link=False), vocabulary=380, terms=[term])
    return directory


def fit(config: Config, data: Path, run: Path, **start: object) -> tuple[float, list[str]]:
    lines: list[str] = []
    trainer = Trainer(config, data, run, **start)  # type: ignore[arg-type]
    return trainer.fit(lines.append), lines


@pytest.fixture(scope="module")
def run(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("run") / "first"
    fit(TINY, data, directory)
    return directory


@pytest.mark.parametrize("sampled", [0, 30])
def test_loss_falls(data: Path, tmp_path: Path, sampled: int) -> None:
    trainer = Trainer(
        Config(**{**vars(TINY), "sampled": sampled, "steps": 60, "save_every": 100}), data, tmp_path / "run"
    )
    before = trainer.validate()
    lines: list[str] = []
    assert trainer.fit(lines.append) < before - 0.3
    assert lines[-1].startswith("done: step 60 valid ")


def test_a_lexical_start_needs_links_and_moves_chinese_pieces_only(data: Path, tmp_path: Path) -> None:
    linked = tmp_path / "data"
    shutil.copytree(data, linked)
    shard = load_shards(linked, "train")
    one = replace(  # every source's second piece is linked to its target's fifth
        shard,
        links=np.tile(np.array([1, 4], np.uint8), (len(shard), 1)),
        link_at=np.arange(len(shard) + 1),
    )
    save(one, linked / "train-0.npz")
    plain, lexical = (
        Trainer(replace(TINY, lexical=share), linked, tmp_path / f"run{share}").model.model.shared.weight
        for share in (0.0, 1.0)
    )
    moved = (plain != lexical).any(dim=1)
    chinese = chinese_pieces(Pieces(linked / "pieces.model"))
    assert 0 < moved.sum() < chinese.sum()
    assert not moved[:-1][torch.from_numpy(~chinese)].any()


def test_same_seed_same_weights(data: Path, run: Path, tmp_path: Path) -> None:
    fit(TINY, data, tmp_path / "again")
    for one, other in zip(read_state(run)["masters"], read_state(tmp_path / "again")["masters"], strict=True):
        assert torch.equal(one, other)


def test_resumed_equals_uninterrupted(data: Path, run: Path, tmp_path: Path) -> None:
    """The cut-off run decays its learning rate over the same eight steps: it is stopped, not shortened."""

    class CutOffError(Exception): ...

    def cut_off(line: str) -> None:
        if line.startswith("step 8 "):
            raise CutOffError

    trainer = Trainer(TINY, data, tmp_path / "run")
    with pytest.raises(CutOffError):
        trainer.fit(cut_off)
    assert read_state(tmp_path / "run")["progress"]["step"] == 4
    fit(TINY, data, tmp_path / "run", resume=True)
    whole, resumed = read_state(run), read_state(tmp_path / "run")
    assert resumed["progress"]["step"] == whole["progress"]["step"] == 8
    for key in ("masters", "average"):
        for one, other in zip(whole[key], resumed[key], strict=True):
            assert torch.equal(one, other)


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_exported_model_loads_and_translates(run: Path, tmp_path: Path) -> None:
    from transformers import MarianMTModel, MarianTokenizer

    out = tmp_path / "model"
    out.mkdir()
    (out / "MODEL_CARD.md").write_text("stays", encoding="utf-8")
    export([run], out)
    assert (out / "MODEL_CARD.md").is_file()
    assert (out / "model.safetensors").stat().st_mode == (out / "vocab.json").stat().st_mode
    model, tokenizer = MarianMTModel.from_pretrained(out), MarianTokenizer.from_pretrained(out)
    text = "<t>安全生产<tr> workplace safety</t>𠮷"
    batch = tokenizer([text], return_tensors="pt")
    pieces = tokenizer.convert_ids_to_tokens(batch["input_ids"][0])
    assert {"<t>", "<tr>", "</t>", "<0xF0>"} <= set(pieces)
    assert pieces[-1] == "</s>"
    said = model.generate(**batch, max_length=12)
    assert said.shape[0] == 1
    assert tokenizer.decode(said[0], skip_special_tokens=True) is not None
    state = read_state(run)
    weight = dict(zip(state["names"], state["average"], strict=True))["model.encoder.layers.0.fc1.weight"]
    assert torch.equal(model.model.encoder.layers[0].fc1.weight.half(), weight.half())


def test_export_averages(run: Path, data: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    fit(Config(**{**vars(TINY), "seed": 2}), data, tmp_path / "other")
    for name, sources in {"a": [run], "b": [tmp_path / "other"], "mean": [run, tmp_path / "other"]}.items():
        export(sources, tmp_path / name)
    a, b, mean = (load_file(tmp_path / name / "model.safetensors") for name in ("a", "b", "mean"))
    name = "model.decoder.layers.0.fc1.weight"
    assert torch.allclose(mean[name].float(), (a[name].float() + b[name].float()) / 2, atol=1e-3)
    assert not torch.equal(a[name], b[name])


def test_tuning_starts_from_the_checkpoint_and_lowers_its_loss(run: Path, data: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    export([run], model)
    house = tmp_path / "house"
    prepare(toy_pairs(40, seed=9), house, Recipe(noise=0, valid=6, link=False), pieces=model / "source.spm")
    trainer = Trainer(
        Config(**{**vars(TINY), "width": 96, "steps": 20}), house, tmp_path / "tuned", init=model
    )
    assert trainer.config.width == 16, "the checkpoint says how large the network is"
    begun = trainer.validate()
    assert Trainer(TINY, data, run, resume=True).validate() == pytest.approx(
        Trainer(TINY, data, tmp_path / "same", init=model).validate(), abs=0.2
    )
    assert trainer.fit(lambda _: None) < begun
    resumed = Trainer(trainer.config, house, tmp_path / "tuned", resume=True)
    assert resumed.progress == trainer.progress
    assert resumed.validate() == pytest.approx(trainer.validate(), abs=1e-4), (
        "and all that was trained is kept"
    )


def test_bf16_learns_too(data: Path, tmp_path: Path) -> None:
    trainer = Trainer(Config(**{**vars(TINY), "bf16": "yes", "steps": 20}), data, tmp_path / "run")
    before = trainer.validate()
    assert {weight.dtype for weight in trainer.masters} == {torch.float32}
    assert {weight.dtype for weight in trainer.weights} == {torch.bfloat16}
    assert trainer.fit(lambda _: None) < before


def test_other_pieces_are_refused(run: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    export([run], model)
    prepare(toy_pairs(40), tmp_path / "house", Recipe(valid=5, link=False), vocabulary=365)
    with pytest.raises(UserError, match="differs from") as error:
        Trainer(TINY, tmp_path / "house", tmp_path / "tuned", init=model)
    assert "--pieces" in error.value.hint


@pytest.mark.parametrize(
    ("command", "arguments", "message"),
    [
        ("train", ["no-data", "run", "--steps", "1"], "no such SentencePiece model"),
        ("train", ["no-data", "run"], "no end to the training"),
        ("train", ["no-data", "run", "--steps", "1", "--weights", "[1]"], "not a JSON object"),
        ("train", ["no-data", "run", "--steps", "1", "--width", "15"], "width 15 must be even"),
        ("train", ["no-data", "run", "--steps", "1", "--heads", "0"], "heads 0 must be 1 or more"),
        ("train", ["no-data", "run", "--steps", "1", "--warmup", "0"], "warmup 0 must be 1 or more"),
        ("train", ["no-data", "run", "--steps", "1", "--every", "0"], "every 0 must be 1 or more"),
        ("train", ["no-data", "run", "--steps", "1", "--save-every", "0"], "save_every 0 must be 1 or more"),
        ("train", ["no-data", "run", "--resume"], "no settings of a run"),
        ("export", ["no-run", "out"], "no checkpoint here"),
        ("prepare", ["no.tsv", "--out", "data"], "no.tsv: no such file"),
    ],
)
def test_mistakes_are_one_line_and_status_2(
    command: str,
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from importlib import import_module

    from align.console import run as stand

    monkeypatch.chdir(tmp_path)
    main = import_module(f"training.{command}").main
    assert stand(lambda: main(arguments)) == 2
    talk = capsys.readouterr().err
    assert talk.startswith("error: ")
    assert message in talk


@pytest.mark.parametrize("command", ["prepare", "train", "export"])
def test_help_loads_nothing_heavy(command: str) -> None:
    code = (
        f"import sys\nfrom training.{command} import parser\nparser().format_help()\n"
        "heavy = {'torch', 'numpy', 'transformers', 'sentencepiece', 'lxml'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
