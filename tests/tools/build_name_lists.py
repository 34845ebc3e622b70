"""Make the counted lists of `catalog/lists/`: characters.txt, words.txt and lookalikes.txt.

A maintainer's tool, not part of the package.  It needs the word list of jieba 0.42.1 (MIT), the phrases of
pypinyin 0.55 (MIT), surnames.txt beside the lists, and the three word files beside this script.  The same
input gives the same bytes.  All figures are natural logarithms, rounded: quarters for characters, wholes for
words.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LISTS = ROOT / "catalog" / "lists"

NAME_TAGS = frozenset({"nr", "nrt", "nrfg"})
TRANSLITERATION = frozenset("尔斯克特夫拉格姆诺布卡巴塔勒茨蒂尼奥埃弗哈萨伊亚丹罕鲁莫")
NOT_GIVEN = frozenset("县镇庄村寨府州寺庙殿宫楼爷哥姐叔伯妈婶嫂婆氏后王帝侯爹娘妃奶嬷者权性们")
NOT_GIVEN |= frozenset("的了过公道见师老太夫先说")
COMMON_SURNAME = 300  # per million: rows that begin with a rarer surname are too often no names
GIVEN_WEIGHT = 10  # a row of given_names.txt counts as much as so many names of the word list
TRADE_COUNT = 3000  # how often a word of trade_words.txt is taken to occur in the word list's corpus
PHRASE_COUNT = 20  # likewise for words known from pypinyin
PLAIN_COUNT = 300  # likewise for plain_words.txt
MIXED = 0.03  # the share of given names whose characters are drawn from ordinary text
CHANCE = 1.25e-6  # the chance of any character at all in a given name, however rare
FLOOR = 300  # every character is taken to occur so often in text besides
LEAST_BONUS = 1  # a word that is so little likelier than its characters is left out
LEAST_GIVEN = 4  # likewise for words that can only be met as a given name
NAMELIKE = 0.0  # a word whose characters are so unlike a given name's is left out, too
SUSPECT = -2.0  # a longer word that scores above this as a name is listed
RARE = -1.1  # a character that is nearly as rare in text is left out
Row = tuple[str, int, str]


def lines(path: Path) -> list[str]:
    """Read the rows of a list that are not comments."""
    return [row for row in path.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#")]


def dictionary() -> list[Row]:
    """Read jieba's rows: word, count, tag."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        sys.exit("install jieba 0.42.1 first")
    rows = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    parts = [row.split(" ") for row in rows]
    return [(p[0], int(p[1]), p[2]) for p in parts if all("一" <= c <= "鿿" for c in p[0])]


def pronounced() -> frozenset[str]:
    """Read the words whose reading pypinyin knows: hardly a name is among them."""
    from pypinyin.phrases_dict import phrases_dict

    return frozenset(word for word in phrases_dict if 2 <= len(word) <= 4)


def surnames() -> dict[str, int]:
    """Read the surnames and their shares per million."""
    table: dict[str, int] = {}
    for row in lines(LISTS / "surnames.txt"):
        share, *names = row.split()
        table |= dict.fromkeys(names, int(share))
    return table


def ordinary_words(rows: Iterable[Row], usual: frozenset[str]) -> Counter[str]:
    """Count words that are no names; many that begin with a surname are tagged as names wrongly.

    Of two characters, those are taken for names whose second is a usual given name (高峰, 王平).
    """
    counts: Counter[str] = Counter()
    phrases = pronounced()
    for word, count, tag in rows:
        wrongly = word in phrases or (len(word) == 2 and word[1] not in usual)
        if tag not in NAME_TAGS or wrongly:
            counts[word] += count
    for word in phrases:
        counts[word] = max(counts[word], PHRASE_COUNT)
    for name, count in (("trade_words.txt", TRADE_COUNT), ("plain_words.txt", PLAIN_COUNT)):
        for word in " ".join(lines(HERE / name)).split():
            counts[word] = max(counts[word], count)
    return counts


def given_names(
    rows: Iterable[Row], shares: Mapping[str, int], words: Mapping[str, int]
) -> tuple[Counter[str], Counter[str]]:
    """Count given names of one and of two characters."""
    one: Counter[str] = Counter()
    two: Counter[str] = Counter()
    listed = " ".join(lines(HERE / "given_names.txt")).split()
    for word, _, tag in rows:
        given = word[1:]
        if (
            tag not in NAME_TAGS
            or tag == "nrt"
            or shares.get(word[0], 0) < COMMON_SURNAME
            or word[:2] in shares
        ):
            continue
        if NOT_GIVEN & set(given) or TRANSLITERATION & set(given):
            continue
        if len(given) == 2 and (words.get(given, 0) < 200 or given in listed):
            two[given] += 1
    for given in listed:
        if len(given) == 1:
            one[given] += 5 * GIVEN_WEIGHT
        else:
            two[given] += GIVEN_WEIGHT
    for given, count in two.items():
        one[given[1]] += count
    return one, two


def by_level(scores: Mapping[str, float], step: float) -> list[str]:
    """Write `level characters` rows, the level in whole steps."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for char, score in scores.items():
        groups[round(score / step)].append(char)
    return [f"{level} {''.join(sorted(groups[level]))}" for level in sorted(groups)]


def by_first(bonuses: Mapping[str, float]) -> list[str]:
    """Write pairs as rows `first second digit second digit …`."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for pair, bonus in bonuses.items():
        groups[pair[0]].append(f"{pair[1]}{min(9, round(bonus))}")
    return [first + "".join(sorted(groups[first])) for first in sorted(groups)]


def by_word(bonuses: Mapping[str, float]) -> list[str]:
    """Write `level word word …` rows."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for word, bonus in bonuses.items():
        groups[round(bonus)].append(word)
    return [f"{level} {' '.join(sorted(groups[level]))}" for level in sorted(groups)]


def write(name: str, comment: str, blocks: Mapping[str, Iterable[str]]) -> None:
    """Write a list with its origin at the head and each block under its name."""
    head = "".join(f"# {row}\n" for row in comment.strip().splitlines())
    body = "".join(f"[{block}]\n" + "".join(f"{row}\n" for row in rows) for block, rows in blocks.items())
    (LISTS / name).write_text(head + body, encoding="utf-8")


ORIGIN = """
Made by tests/tools/build_name_lists.py from the word list of jieba 0.42.1 (MIT, (c) 2013 Sun Junyi), the
phrases of pypinyin 0.55 (MIT, (c) 2016 mozillazg) and own lists.
"""


def main() -> None:
    """Count, write characters and words, then score the word list to find what still looks like a name."""
    rows, shares = dictionary(), surnames()
    usual = frozenset(g for g in " ".join(lines(HERE / "given_names.txt")).split() if len(g) == 1)
    words = ordinary_words(rows, usual)
    total = sum(words.values())
    text: Counter[str] = Counter()
    for word, count in words.items():
        for char in word:
            text[char] += count
    size = sum(text.values()) + FLOOR * 8000

    def ordinary(char: str) -> float:
        return math.log((text[char] + FLOOR) / size)

    one, two = given_names(rows, shares, words)
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for given, count in two.items():
        firsts[given[0]] += count
        seconds[given[1]] += count

    def against_text(counts: Mapping[str, float]) -> dict[str, float]:
        n = sum(counts.values())
        return {
            c: math.log(MIXED + (count / n + CHANCE) / math.exp(ordinary(c))) for c, count in counts.items()
        }

    single, first, second = against_text(one), against_text(firsts), against_text(seconds)
    never = {c: math.log(MIXED + CHANCE / math.exp(ordinary(c))) for c in text}
    unseen = {
        c: score
        for c, score in never.items()
        if score < RARE and not (c in single and c in first and c in second)
    }
    used = {char for name in shares for char in name}
    write(
        "characters.txt",
        ORIGIN + "How much likelier a character is in a given name than in text, in quarters of a natural"
        "\nlogarithm; under [text], how rare the characters of surnames are in text, likewise.",
        {
            "text": by_level({c: ordinary(c) for c in used}, 0.25),
            "single": by_level(single, 0.25),
            "first": by_level(first, 0.25),
            "second": by_level(second, 0.25),
            "unseen": by_level(unseen, 0.25),
        },
    )

    def bonus(word: str) -> float:
        return math.log(words[word] / total) - sum(map(ordinary, word))

    def matters(word: str) -> bool:
        share = shares.get(word[0], 0)
        if share >= 40 and bonus(word) >= LEAST_BONUS:
            name = math.log(share * 1e-6) - ordinary(word[0]) + single.get(word[1], never[word[1]])
            return bonus(word) >= 2 * LEAST_BONUS or name > 0
        like = first.get(word[0], never[word[0]]) + second.get(word[1], never[word[1]])
        return like > NAMELIKE and bonus(word) >= LEAST_GIVEN

    pairs = {w: bonus(w) for w in words if len(w) == 2 and matters(w)}
    n = sum(two.values())
    as_given = {
        g: math.log(count * n / firsts[g[0]] / seconds[g[1]])
        for g, count in two.items()
        if g in pairs and count > 2
    }
    write(
        "words.txt",
        ORIGIN + "Two-character words by their first character: under [text], how much likelier the word is"
        "\nthan its characters, in whole natural logarithms (1-9); under [given], likewise as a given name.",
        {"text": by_first(pairs), "given": by_first({g: b for g, b in as_given.items() if b >= 0.5})},
    )
    write("lookalikes.txt", ORIGIN, {"text": []})
    sys.path.insert(0, str(ROOT))
    from catalog.listing import names

    longer = {w: bonus(w) for w in words if len(w) in (3, 4) and names.person(w) > SUSPECT}
    longer = {w: b for w, b in longer.items() if b >= 5 and words[w] > 4}
    write(
        "lookalikes.txt",
        ORIGIN
        + "Words of three and four characters that would pass for names, and how much likelier the word"
        "\nis than its characters, in whole natural logarithms.",
        {"text": by_word(longer)},
    )
    print(len(pairs), len(as_given), len(longer))


if __name__ == "__main__":
    main()
