"""Building: encoding passages, and rebuilding after little or nothing has changed.

Each function yields rows of the report.
"""

from collections.abc import Iterator
from itertools import islice
from statistics import median

from qa.evaluation.bench.context import SEED, Context, rebuild_command
from qa.evaluation.bench.material import remixed, write_articles
from qa.evaluation.bench.processes import run
from qa.evaluation.bench.rows import Row, Unit, at_least, at_most

_BATCH_SIZES = (8, 16, 32, 64, 128)
_SWEPT = 200


def encoding(context: Context) -> Iterator[Row]:
    """Compare encoding passages with SentenceTransformer.encode at its best batch size."""
    real = context.material.paragraphs[: context.scale.passages]
    made = islice(remixed(context.material, SEED, most=8), context.scale.passages - len(real))
    texts = [*real, *made]
    file = context.write_lines("passages.txt", texts)
    swept = context.write_lines("swept.txt", texts[: min(_SWEPT, len(texts))])
    context.log("looking for sentence-transformers' best batch size")
    rates = {
        size: context.inside("encode_plainly", swept, size)[0]["per_second"]
        for size in _BATCH_SIZES
    }
    best = max(rates, key=lambda size: rates[size])
    context.log(f"encoding {len(texts)} passages")
    ours, theirs = [], []
    for _ in range(context.scale.slow_rounds):
        ours.append(context.inside("encode", file)[0]["per_second"])
        theirs.append(context.inside("encode_plainly", file, best)[0]["per_second"])
    name = "encoding"
    yield Row(name, "passages encoded by ours", median(ours), Unit.PER_SECOND)
    figure = "passages encoded by sentence-transformers"
    yield Row(name, figure, median(theirs), Unit.PER_SECOND, note=f"batches of {best}")
    value = median(one / other for one, other in zip(ours, theirs, strict=True))
    figure = "encoding, times sentence-transformers"
    yield Row(name, figure, value, Unit.TIMES, at_least(1.7))
    figure, bar = "R@1 of passage vectors lost by compiling", at_most(0.003)
    if context.folder is None:
        yield Row(name, figure, None, Unit.SHARE, bar, "needs --questions")
        return
    told, _ = context.inside("lost", context.folder, context.scale.questions)
    if None in told.values():
        yield Row(name, figure, None, Unit.SHARE, bar, "no question is answerable")
    else:
        note = f"{told['compiled']:.4f} for {told['reference']:.4f}"
        yield Row(name, figure, told["reference"] - told["compiled"], Unit.SHARE, bar, note)


def rebuilding(context: Context) -> Iterator[Row]:
    """Measure a rebuild of an unchanged corpus, and one after an edit of one article."""
    count = context.scale.articles
    corpus, index = context.work / "articles", context.work / "index-articles"
    files = write_articles(corpus, context.material, count, SEED)
    command = rebuild_command(corpus, index)
    context.log(f"building the index of {count} articles")
    first = run(command).seconds
    context.log("rebuilding it")
    unchanged, edited = [], []
    rounds = context.scale.slow_rounds
    for file in files[:: max(1, len(files) // rounds)][:rounds]:
        unchanged.append(run(command).seconds)
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}This sentence was added to the article.\n", encoding="utf-8")
        edited.append(run(command).seconds)
    name, articles = "rebuilding", f"{count:,} articles"
    yield Row(name, f"{articles}: first build", first, Unit.SECONDS)
    figure = f"{articles}: rebuild, nothing changed"
    yield Row(name, figure, median(unchanged), Unit.SECONDS, at_most(3))
    more = median(after - before for after, before in zip(edited, unchanged, strict=True))
    figure = f"{articles}: one edited, more than that"
    yield Row(name, figure, more, Unit.SECONDS, at_most(1))
