"""SentencePiece: texts as ids and as pieces that know their characters."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from align.errors import UserError
from align.text import Span

TERM, RENDERING, END = "<t>", "<tr>", "</t>"  # `<t>工业互联网<tr> Industrial Internet</t>融合应用`
EOS = 0  # as in the vocabularies of Marian; padding is the id after the last piece


class Piece(NamedTuple):
    """A piece of a text and its characters; `starts_word`: white space or nothing is before it."""

    text: str
    span: Span
    starts_word: bool


class Pieces:
    """A SentencePiece model, loaded."""

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        if not path.is_file():
            raise UserError(f"{path}: no such SentencePiece model")
        self.path = path
        self._processor: Any = SentencePieceProcessor(str(path))
        if self._processor.piece_to_id("</s>") != EOS:
            raise UserError(f"{path}: </s> is not id 0", hint="let training.prepare train the pieces")

    def __len__(self) -> int:
        return int(self._processor.get_piece_size())

    @property
    def padding(self) -> int:
        """Id of the padding symbol, which is also the decoder's start."""
        return len(self)

    def id_of(self, piece: str) -> int:
        """Return the id of a piece; that of the unknown one if there is no such piece."""
        return int(self._processor.piece_to_id(piece))

    @property
    def reads_annotations(self) -> bool:
        """Whether the marks of inline annotations are pieces of their own."""
        known = [
            self._processor.id_to_piece(self._processor.piece_to_id(mark)) for mark in (TERM, RENDERING, END)
        ]
        return known == [TERM, RENDERING, END]

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Encode texts, without end of sentence."""
        return [list(ids) for ids in self._processor.encode(list(texts))]

    def cut(self, text: str) -> list[Piece]:
        """Cut a text; a piece that stands for no character (a byte, a bare space) has an empty span."""
        pieces = []
        cut = self._processor.encode(text, out_type="offset_mapping")
        for piece, (begin, end) in zip(cut["pieces"], cut["offsets"], strict=True):
            while begin < end and text[begin].isspace():
                begin += 1
            starts = piece.startswith("\u2581") or begin == 0 or text[begin - 1 : begin].isspace()
            pieces.append(Piece(piece, Span(begin, end), starts))
        return pieces

    def vocabulary(self) -> dict[str, int]:
        """Map every piece to its id, padding last, as MarianTokenizer wants it."""
        size = len(self)
        return {self._processor.id_to_piece(number): number for number in range(size)} | {"<pad>": size}


def train_pieces(texts: Iterable[str], path: Path, *, size: int, seed: int) -> Pieces:
    """Learn a joint unigram vocabulary with byte fallback and the marks of annotations."""
    import sentencepiece

    sentencepiece.set_random_generator_seed(seed)
    sentencepiece.set_min_log_level(2)
    temporary = path.with_name(path.name + ".partial")
    try:
        with temporary.open("wb") as out:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(texts),
                model_writer=out,
                vocab_size=size,
                model_type="unigram",
                hard_vocab_limit=False,
                character_coverage=0.9998,
                byte_fallback=True,
                normalization_rule_name="nmt_nfkc",
                user_defined_symbols=[TERM, RENDERING, END],
                eos_id=EOS,
                unk_id=1,
                bos_id=-1,
                pad_id=-1,
                input_sentence_size=2_000_000,
                shuffle_input_sentence=True,
            )
    except RuntimeError as error:
        temporary.unlink()
        raise UserError(
            f"SentencePiece cannot train {size} pieces on these texts: {error}",
            hint="give more text, or another --vocabulary",
        ) from None
    temporary.replace(path)
    return Pieces(path)
