"""Readers small enough to be made on the spot, in the form that transformers saves models in."""

from pathlib import Path
from typing import Any

WORDS = (
    "the a of in to was and who when where what how many did does by on with for is are it she he "
    "minister arrives vienna thursday visit company profits risen born town capital union treaty "
    "missiles rain homes power signed anna berg putin modi india russia moscow delhi s ed ing"
).split()


def make_tiny_reader(folder: Path, family: str, head: str, *, labels: int = 2) -> Path:
    """Save a random bert, roberta or distilbert; `head` is called as transformers calls it."""
    import torch
    import transformers
    from transformers.utils import logging

    # A progress bar would leave its monitoring thread behind.
    logging.disable_progress_bar()
    folder.mkdir()
    shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    name = {"bert": "Bert", "roberta": "Roberta", "distilbert": "DistilBert"}[family]
    if family == "distilbert":
        shape = {"dim": 32, "n_layers": 2, "n_heads": 2, "hidden_dim": 64}
    else:
        shape["intermediate_size"] = 64
    tokenizer = _roberta_tokenizer() if family == "roberta" else _bert_tokenizer()
    wrapped: Any = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        # A byte a word piece makes long rows.
        model_max_length=128 if family == "roberta" else 64,
        model_input_names=["input_ids", "attention_mask"]
        + (["token_type_ids"] if family == "bert" else []),
        **(
            {"pad_token": "<pad>", "cls_token": "<s>", "sep_token": "</s>", "unk_token": "<unk>"}
            if family == "roberta"
            else {"pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
        ),
    )
    config = getattr(transformers, f"{name}Config")(
        vocab_size=tokenizer.get_vocab_size(),
        max_position_embeddings=130,
        pad_token_id=wrapped.pad_token_id,
        num_labels=labels,
        # Far apart, so that a random model prefers some spans clearly.
        initializer_range=0.5,
        **shape,
    )
    torch.manual_seed(7)
    model = getattr(transformers, f"{name}For{head}")(config)
    model.save_pretrained(folder)
    wrapped.save_pretrained(folder)
    return folder


def _bert_tokenizer() -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    pieces = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", *WORDS]
    pieces += [chr(code) for code in range(33, 127) if chr(code) == chr(code).lower()]
    pieces += [f"##{piece}" for piece in pieces[4:]]
    vocabulary = {piece: at for at, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    return tokenizer


def _roberta_tokenizer() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {piece: at for at, piece in enumerate(["<s>", "<pad>", "</s>", "<unk>", *letters])}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], unk_token="<unk>"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    return tokenizer
