"""A Marian checkpoint of toy size, made on the spot: its English is nonsense, all else is as usual."""

import json
import shutil
from pathlib import Path

LINES = [
    "工业和信息化部印发《5G应用“扬帆”行动计划（2021-2023年）》。",
    "会议强调，要推动高质量发展，加强安全生产工作。",
    "网络安全和信息化，是国家战略；工业互联网融合应用！",
    "The Ministry of Industry and Information Technology issued the plan.",
    "The meeting stressed high-quality development, work safety and network security.",
    "Industrial Internet plus production safety: 2021, 2022 and 2023.",
] * 4


def make_checkpoint(directory: Path, *, annotated: bool) -> Path:
    """Write a checkpoint: with the marks of annotations, or like OPUS-MT with two SentencePiece models."""
    import sentencepiece
    import torch
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    from translate.engines.convert import quiet

    directory.mkdir(parents=True)
    vocabulary = {"</s>": 0, "<unk>": 1}
    for side, lines in (("source", LINES), ("target", LINES if annotated else LINES[3:])):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_prefix=str(directory / side),
            vocab_size=480 if annotated else 160 if side == "source" else 110,
            hard_vocab_limit=False,
            byte_fallback=annotated,
            user_defined_symbols=["<t>", "<tr>", "</t>"] if annotated else [],
            eos_id=0,
            unk_id=1,
            bos_id=-1,
            minloglevel=2,
        )
        (directory / f"{side}.model").rename(directory / f"{side}.spm")
        (directory / f"{side}.vocab").unlink()
        spm = sentencepiece.SentencePieceProcessor(model_file=str(directory / f"{side}.spm"))
        for number in range(len(spm)):
            vocabulary.setdefault(spm.id_to_piece(number), len(vocabulary))
    pad = vocabulary["<pad>"] = len(vocabulary)
    (directory / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    torch.manual_seed(7)
    config = MarianConfig(
        vocab_size=len(vocabulary),
        d_model=16,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=128,
        pad_token_id=pad,
        eos_token_id=0,
        bos_token_id=None,
        decoder_start_token_id=pad,
        forced_eos_token_id=None,
        activation_function="swish",
        scale_embedding=True,
        init_std=1.0,
    )
    model = MarianMTModel(config).eval()
    with torch.no_grad():
        model.model.shared.weight[pad] = 0
        # Neither bytes, which make no text, nor unknown pieces, but sentences that come to an end.
        for piece, number in vocabulary.items():
            model.final_logits_bias[0, number] = -1e4 if piece.startswith("<") else 0
        model.final_logits_bias[0, 0] = 5
    model.generation_config = GenerationConfig(
        num_beams=6,
        max_length=128,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        bad_words_ids=[[pad]],
    )
    with quiet():
        model.save_pretrained(directory)
    settings = {"tokenizer_class": "MarianTokenizer", "source_lang": "zh", "target_lang": "en"}
    (directory / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return directory


def copy_checkpoint(source: Path, target: Path) -> Path:
    """Copy a checkpoint to be damaged."""
    shutil.copytree(source, target)
    return target
