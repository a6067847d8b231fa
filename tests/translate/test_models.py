import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny import copy_checkpoint

from align.errors import UserError
from translate.engine import Request
from translate.engines.convert import converted, fingerprint, sound
from translate.engines.echo import EchoEngine
from translate.models import load

ROOT = Path(__file__).parents[2]


def test_converts_once_and_then_starts_without_torch(
    toys: dict[str, Path], cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = load(str(toys["annotated"]))
    assert "converting" in capsys.readouterr().err
    second = load(str(toys["annotated"]))
    assert capsys.readouterr() == ("", "")
    assert first.fingerprint == second.fingerprint
    assert len(list(cache.glob("*-ctranslate2-*/model.bin"))) == 1
    code = (
        "import sys; from translate.models import load; from translate.engine import Request\n"
        f"print(load({str(toys['annotated'])!r}).translate([Request('发展')])[0][0].text)\n"
        "assert not {'torch', 'transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip("\n") == first.translate([Request("发展")])[0][0].text


def test_two_processes_may_convert_at_once(toys: dict[str, Path], cache: Path) -> None:
    code = f"from translate.models import load; load({str(toys['opus'])!r})"
    both = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    errors = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert sum("converting" in error for error in errors) == 1
    assert not list(cache.glob("converting-*"))


@pytest.mark.usefixtures("cache")
def test_a_damaged_conversion_is_made_again(toys: dict[str, Path]) -> None:
    place = converted(toys["opus"], "mark")
    weights = (place / "model.bin").read_bytes()
    (place / "model.bin").write_bytes(weights[:-1] + bytes([weights[-1] ^ 1]))
    assert not sound(place)
    assert (converted(toys["opus"], "mark") / "model.bin").read_bytes() == weights
    (place / "source.spm").unlink()
    assert sound(converted(toys["opus"], "mark"))


@pytest.mark.usefixtures("cache")
def test_a_converted_directory_is_used_in_place(toys: dict[str, Path], tmp_path: Path) -> None:
    place = shutil.copytree(converted(toys["opus"], "mark"), tmp_path / "mine")
    engine = load(str(place))
    assert (
        engine.translate([Request("发展")])[0][0].text
        == load(str(toys["opus"])).translate([Request("发展")])[0][0].text
    )
    with pytest.raises(UserError, match="CTranslate2"):
        load(str(place), engine="reference")


@pytest.mark.usefixtures("cache")
def test_the_fingerprint_follows_the_files_and_the_engine(toys: dict[str, Path], tmp_path: Path) -> None:
    copy = copy_checkpoint(toys["opus"], tmp_path / "copy")
    mark = fingerprint(toys["opus"], "marian")
    assert fingerprint(copy, "marian") == mark == fingerprint(copy, "marian")
    assert fingerprint(copy, "reference") != mark
    (copy / "source.spm").write_bytes((copy / "source.spm").read_bytes() + b"\n")
    assert fingerprint(copy, "marian") != mark


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("zh-eng", "unknown model 'zh-eng'"),
        ("", "unknown model"),
        (str(Path(__file__)), "is a file"),
        (str(Path(__file__).parent), "no Marian model: source.spm"),
    ],
)
def test_what_is_no_model_is_named(name: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as caught:
        load(name)
    assert caught.value.hint


def test_unknown_engine_lists_the_choices() -> None:
    with pytest.raises(UserError) as caught:
        load(engine="marain")
    assert "marian, reference, echo" in caught.value.hint
    assert isinstance(load(engine="echo"), EchoEngine)


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("engine", ["marian", "reference"])
def test_damaged_weights_are_the_users_problem(toys: dict[str, Path], tmp_path: Path, engine: str) -> None:
    copy = copy_checkpoint(toys["opus"], tmp_path / "copy")
    (copy / "model.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    with pytest.raises(UserError, match="copy"):
        load(str(copy), engine=engine)


def test_another_kind_of_model_is_refused(toys: dict[str, Path], tmp_path: Path) -> None:
    copy = copy_checkpoint(toys["opus"], tmp_path / "copy")
    (copy / "config.json").write_text(json.dumps({"model_type": "bert"}), encoding="utf-8")
    with pytest.raises(UserError, match="bert model"):
        load(str(copy))


@pytest.mark.usefixtures("cache")
def test_a_hub_id_without_network_fails_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # 192.0.2.0/24 is never answered (RFC 5737): the worst kind of missing network.
    monkeypatch.setenv("HF_ENDPOINT", "http://192.0.2.1")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    for proxy in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
    import huggingface_hub  # noqa: F401 -- its import is not what is timed

    begin = time.perf_counter()
    with pytest.raises(UserError, match="cannot be reached") as caught:
        load("Helsinki-NLP/opus-mt-zh-en")
    assert time.perf_counter() - begin < 5
    assert "directory" in caught.value.hint
