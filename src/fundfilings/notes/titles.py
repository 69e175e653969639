"""Where the title of a note ends and its text begins.

"1. Significant Accounting Policies. The Fund is ..."      period, colon or dash behind a title
"2. INVESTMENT MANAGER AND SUB-ADVISER Each Fund has ..."   capitals before a sentence
"(2) Significant Accounting Policies | General - The ..."   a short first line (| stands for the printed line break)
"Fund Shares The Funds have ..."                           a title in capitals and small letters before an opener
"At September 30, 2016, the cost of ..."                   no title
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fundfilings.notes.vocabulary import CONNECTORS, CONTINUED, OPENER, SUBJECT, VERB

#: Longest title, in words: the longest seen in filings of 1998 to 2020 has 19.
TITLE_WORDS = 22
_TERMINATED = re.compile(
    r"(?P<title>[^\n]{3,150}?)(?P<end>\.(?=\s)|:(?=\s|$)|\s?[–—](?=\s?\S)|\s-\s|\s?--+\s?)\s*(?P<rest>.*)$", re.S
)
_INITIALS = re.compile(r"(?:\b[A-Z]|\b(?:No|Inc|Co|Corp|Ltd|L\.L|U\.S|L\.P|Mr|Ms|Dr|St|vs|cont))$")
_LOWER = re.compile(r"[a-z]")
_UPPER = re.compile(r"[A-Z]{2}")
_WORD = re.compile(r"\S+")


def is_capitals(text: str) -> bool:
    """Printed in capitals throughout (marks and figures aside)."""
    return bool(_UPPER.search(text)) and not _LOWER.search(CONTINUED.sub("", text))


def clean_title(text: str) -> str:
    """A title without "(continued)", closing punctuation and underline marks."""
    return CONTINUED.sub("", text).strip(" \t.:;–—-_*|").strip()


def is_title(text: str) -> bool:
    """Whether a text that stands alone reads like a title: few words, begins with a capital, no sentence."""
    words = text.split()
    if not words or len(words) > TITLE_WORDS:
        return False
    first = text.lstrip(" \"'“‘(")[:1]
    if not (first.isupper() or (first.isdigit() and is_capitals(text))):
        return False
    if is_capitals(text):
        return True
    if VERB.search(text) or text.rstrip().endswith((",", ";")):
        return False
    capitals = sum(w[:1].isupper() or w.lower() in CONNECTORS for w in words)
    return capitals * 2 > len(words) or (len(words) <= 10 and bool(SUBJECT.search(text)))


def split_title(text: str, breaks: Sequence[int] = (), names: Sequence[str] = ()) -> tuple[str | None, str]:
    """(title, the rest) of a note's first paragraph, its number already taken off.

    `breaks` are the offsets of printed line breaks in `text`; `names` the funds' names, at which a sentence begins.
    The title is None where the paragraph prints none.
    """
    return (
        _by_capitals(text, breaks, names)
        or _by_first_line(text, breaks)
        or _by_terminator(text)
        or _by_opener(text, names)
        or (None, text)
    )


def _by_first_line(text: str, breaks: Sequence[int]) -> tuple[str, str] | None:
    """A first line (or two) that ends well short of the paragraph's width and reads like a title."""
    if not breaks:
        return None
    ends = [*breaks, len(text) + 1]
    widths = [b - a - 1 for a, b in zip([0, *breaks], ends, strict=True)]
    full = max(widths)
    for n in (1, 2):
        if len(ends) <= n:
            break
        cut = ends[n - 1]
        line = text[:cut].strip()
        if widths[n - 1] <= full * 0.82 and is_title(line) and not text[cut : cut + 1].islower():
            return line, text[cut:].strip()
        if not is_title(line):
            break
    return None


def _by_terminator(text: str) -> tuple[str, str] | None:
    at = 0
    while m := _TERMINATED.match(text, at):
        end = m.start("end")
        title = text[:end]
        if m["end"] == "." and _INITIALS.search(title) and len(title) < 120:
            at = end + 1
            head = text[:at]
            if not _TERMINATED.match(text, at) or VERB.search(head):
                return None
            continue
        ok = (
            len(title.split()) <= TITLE_WORDS
            and title[:1].isupper()
            and not VERB.search(title)
            and "," not in title[-2:]
        )
        if ok and (is_title(title) or (m["end"] in ".:" and SUBJECT.search(title) and len(title.split()) <= 12)):
            return title.strip(), m["rest"].strip()
        return None
    return None


def _by_capitals(text: str, breaks: Sequence[int], names: Sequence[str]) -> tuple[str, str] | None:
    """A run of words in capitals before one that has small letters."""
    end = 0
    words = list(_WORD.finditer(text[:240]))
    count = 0
    for m in words:
        if _LOWER.search(m[0]) or (count and m[0] in ("A", '"A')):
            break
        end = m.end()
        count += 1
    run = text[:end]
    if count == 0 or not _UPPER.search(run) or count == len(words):
        return None
    if count > TITLE_WORDS or (count == 1 and len(run.strip(" .:-–—")) < 5):
        return None
    for b in breaks:
        # "ORGANIZATION | ABC Income Fund is ...": the sentence begins with a name in capitals
        if b < end and len(text[:b].split()) >= 1 and is_capitals(text[:b]) and count - len(text[:b].split()) <= 2:
            end = b
            break
    for name in names:
        at = text.find(" ".join(name.split()[:3]))
        if 0 < at < end:
            end = at
    run = text[:end].strip()
    if m2 := re.match(r"(.{4,}?)(?:[.:]\s|\s-{1,2}\s|--|\s?[–—]\s?)(?=\S)", run):
        rest = run[m2.end() :]
        # A dash inside capitals joins title and subtitle; a period or colon ends the title.
        if m2[0].rstrip()[-1] in ".:" and not _INITIALS.search(m2[1]):
            return m2[1].strip(), (rest + text[end:]).strip()
    return (run, text[end:].strip()) if run else None


def _by_opener(text: str, names: Sequence[str]) -> tuple[str, str] | None:
    """Words in capitals and small letters, then a word that opens a sentence, or a fund's name."""
    run_end = 0
    for count, m in enumerate(_WORD.finditer(text[:200])):
        word = m[0]
        if not (word[:1].isupper() or word.lower() in CONNECTORS) or count > TITLE_WORDS:
            break
        run_end = m.end()
    starts = [at for name in names if 0 < (at := text.find(name)) <= run_end]
    starts += [m.start() for m in OPENER.finditer(text[: run_end + 1]) if m.start() > 0]
    for at in sorted(starts):
        title = text[:at].strip()
        if title.split()[-1].lower() not in CONNECTORS and is_title(title) and SUBJECT.search(title):
            return title, text[at:].strip()
    return None


def letters_of(text: str | None) -> str:
    """A title's letters alone, small: what is the same however it is printed."""
    return re.sub(r"[^a-z]", "", (text or "").lower())
