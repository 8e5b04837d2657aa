"""Building: encoding passages, rebuilding after little or no change, and reading one article.

Whether the time and memory to read, cut and annotate an article grow only with its size is measured
on the kinds of articles on which time explodes where something is quadratic. Each measurement
yields rows of the report.
"""

from collections.abc import Iterator
from itertools import islice
from statistics import median

from qa.evaluation.bench.processes import peak, run_process
from qa.evaluation.bench.result_rows import ResultRow, Unit, at_least, at_most
from qa.evaluation.bench.sample_texts import remixed, write_articles
from qa.evaluation.bench.setup import SEED, BenchmarkSetup, rebuild_command

_BATCH_SIZES = (8, 16, 32, 64, 128)
_SWEPT = 200

# Kinds of articles, each a text that is repeated up to the size.
SHAPES = {
    "one line of prose": "The minister said on Monday that profits had risen by a third. ",
    "one word": "a",
    "blank lines": "\n",
    "lines of verse": "The harbour froze in the first week of that year, and we wept,\n",
    "quotations that never close": "“ he said and then he went away ",
    "headings": "A heading of it\n\nThe paragraph below it, whose words nobody reads, "
    "goes on for somewhat longer than its heading does.\n\n",
    "items on one line": "1. first 2. second ",
}

# Of these much is parsed, however long they are.
_PARSED_SHAPES = ("one line of prose", "items on one line")
_PARSED_SIZES = (0.1, 0.5)

_GROWTH = 2.0
_MEGABYTES = 50


def encoding(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Compare encoding passages with SentenceTransformer.encode at its best batch size."""
    real = setup.samples.paragraphs[: setup.scale.passages]
    made = islice(remixed(setup.samples, SEED, most=8), setup.scale.passages - len(real))
    texts = [*real, *made]
    file = setup.write_lines("passages.txt", texts)
    swept = setup.write_lines("swept.txt", texts[: min(_SWEPT, len(texts))])
    setup.log("looking for sentence-transformers' best batch size")
    rates = {
        size: setup.measure_in_process("encode_plainly", swept, size)[0]["per_second"]
        for size in _BATCH_SIZES
    }
    best = max(rates, key=lambda size: rates[size])
    setup.log(f"encoding {len(texts)} passages")
    ours, theirs = [], []
    for _ in range(setup.scale.slow_rounds):
        ours.append(setup.measure_in_process("encode", file)[0]["per_second"])
        theirs.append(setup.measure_in_process("encode_plainly", file, best)[0]["per_second"])
    name = "encoding"
    yield ResultRow(name, "passages encoded by ours", median(ours), Unit.PER_SECOND)
    figure = "passages encoded by sentence-transformers"
    yield ResultRow(name, figure, median(theirs), Unit.PER_SECOND, note=f"batches of {best}")
    value = median(one / other for one, other in zip(ours, theirs, strict=True))
    figure = "encoding, times sentence-transformers"
    yield ResultRow(name, figure, value, Unit.TIMES, at_least(1.7))
    figure, bar = "R@1 of passage vectors lost by compiling", at_most(0.003)
    if setup.folder is None:
        yield ResultRow(name, figure, None, Unit.SHARE, bar, "needs --questions")
        return
    figures, _ = setup.measure_in_process("lost", setup.folder, setup.scale.questions)
    if None in figures.values():
        yield ResultRow(name, figure, None, Unit.SHARE, bar, "no question is answerable")
    else:
        note = f"{figures['compiled']:.4f} for {figures['reference']:.4f}"
        yield ResultRow(
            name, figure, figures["reference"] - figures["compiled"], Unit.SHARE, bar, note
        )


def rebuilding(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Measure a rebuild of an unchanged corpus, and one after an edit of one article."""
    count = setup.scale.articles
    corpus, index = setup.work / "articles", setup.work / "index-articles"
    files = write_articles(corpus, setup.samples, count, SEED)
    command = rebuild_command(corpus, index)
    setup.log(f"building the index of {count} articles")
    first = run_process(command).seconds
    setup.log("rebuilding it")
    unchanged, edited = [], []
    rounds = setup.scale.slow_rounds
    for file in files[:: max(1, len(files) // rounds)][:rounds]:
        unchanged.append(run_process(command).seconds)
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}This sentence was added to the article.\n", encoding="utf-8")
        edited.append(run_process(command).seconds)
    name, articles = "rebuilding", f"{count:,} articles"
    yield ResultRow(name, f"{articles}: first build", first, Unit.SECONDS)
    figure = f"{articles}: rebuild, nothing changed"
    yield ResultRow(name, figure, median(unchanged), Unit.SECONDS, at_most(3))
    more = median(after - before for after, before in zip(edited, unchanged, strict=True))
    figure = f"{articles}: one edited, more than that"
    yield ResultRow(name, figure, more, Unit.SECONDS, at_most(1))


def annotating(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Measure annotating the articles there are, building with it, and what a megabyte takes."""
    name, corpus = "annotating", setup.text_corpus
    setup.log(f"annotating {corpus}")
    rates = [
        setup.measure_in_process("annotating", corpus)[0] for _ in range(setup.scale.slow_rounds)
    ]
    rate = median(each["per_second"] for each in rates)
    note = f"{rates[0]['words']:,} words"
    yield ResultRow(name, "words annotated", rate, Unit.PER_SECOND, at_least(4000), note)
    # The first build of all compiles the encoder, which is no part of either.
    run_process(rebuild_command(corpus, setup.work / "index-compiled"))
    ratios, processor = [], []
    for number in range(setup.scale.slow_rounds):
        setup.log("building with annotations and without")
        with_marks, without = (
            run_process(rebuild_command(corpus, setup.work / f"index{option}-{number}", option))
            for option in ("--annotations", "--no-annotations")
        )
        ratios.append(with_marks.seconds / without.seconds)
        processor.append(with_marks.processor_seconds / without.processor_seconds)
    yield ResultRow(name, "building, times without", median(ratios), Unit.TIMES, at_most(2))
    yield ResultRow(name, "building, processor, times without", median(processor), Unit.TIMES)
    for shape in _PARSED_SHAPES:
        seconds, peaks = [], []
        for size in _PARSED_SIZES:
            setup.log(f"annotating {shape}, {size:g} MB")
            figures, once = setup.measure_in_process("annotating_shape", shape, size)
            seconds.append(figures["seconds"] / size)
            peaks.append(peak(once))
        figure = f"{shape}: annotating"
        yield ResultRow(name, f"{figure}, time for a MB", seconds[-1], Unit.SECONDS)
        growth = seconds[-1] / seconds[0]
        yield ResultRow(name, f"{figure}, growth of that", growth, Unit.TIMES, at_most(_GROWTH))
        yield ResultRow(name, f"{figure}, peak memory", peaks[-1], Unit.MEGABYTES)


def make_article(shape: str, megabytes: float) -> str:
    """Return an article of this kind with so many megabytes (10^6 bytes), nearly."""
    piece = SHAPES[shape]
    return piece * int(megabytes * 1e6 / len(piece.encode())) + "The end."


def bounds(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Measure reading and cutting one article of each kind at several sizes, each in a process."""
    name = "bounds"
    for shape in SHAPES:
        seconds, peaks = [], []
        sizes = setup.scale.megabytes
        for size in sizes:
            setup.log(f"reading {shape}, {size:g} MB")
            figures, once = setup.measure_in_process("reading", shape, size)
            seconds.append(figures["seconds"] / size)
            peaks.append(peak(once))
            yield ResultRow(name, f"{shape}, {size:g} MB: time for a MB", seconds[-1], Unit.SECONDS)
        growth = seconds[-1] / max(seconds[0], 1e-9)
        yield ResultRow(name, f"{shape}: growth of that", growth, Unit.TIMES, at_most(_GROWTH))
        memory = (peaks[-1] - peaks[0]) / (sizes[-1] - sizes[0])
        figure = f"{shape}: peak memory for a MB"
        yield ResultRow(name, figure, memory, Unit.MEGABYTES, at_most(_MEGABYTES))
