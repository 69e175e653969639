"""Where a part prints tables of derivatives: caption, heads and body lines of each.

    Futures contracts outstanding at April 30, 2003 were as follows:      caption (heading, row, end of a paragraph)
                                      # of      Expiration    Unrealized  heads
    Fund       Type                 Contracts      Date      Appreciation
    Municipal  Short: Treasury Bond    885       6/30/03       $ 681,820  body

A table runs from its caption to running text, a note's heading, a legend or the totals of the schedule. Whether it
lists contracts (and not levels, activity or risk) is decided by its heads and rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from fundfilings.letters import holds_any
from fundfilings.normalize.blocks import Block, Cell, Heading, PageBreak, Paragraph, Row, Table
from fundfilings.scalars import DATE, printed_scale
from fundfilings.schedule.asset_words import is_asset_class
from fundfilings.schedule.derivative_words import (
    CAPTION_WORDS,
    CONTINUED,
    DATE_CELL,
    FOOT,
    FURNITURE,
    GROUP,
    HEAD_WORDS,
    INTRODUCES,
    INTRODUCING,
    KINDS,
    LEADS_IN,
    NOT_CAPTION,
    NOTE_HEAD,
    QUANTITY_HEAD,
    TABLE_END,
    TRIGGER,
    TRIGGER_LETTERS,
    Kind,
)
from fundfilings.split import Part

#: "Futures Contracts (Number of Contracts)": each description ends in its number of contracts, in brackets.
COUNTED = re.compile(r"\s*\((?:number|no\.|#) of contracts\)", re.I)
#: Lines without a figure that a description may run over (a swap's terms were seen over 9).
LONGEST_TEXT = 14
_DATES = re.compile(rf"{DATE}|\b(?:19|20)\d\d\b", re.I)
_TAIL = re.compile(
    r"(?:\s*(?:\^\{[^}]*\}|\([a-zA-Z0-9*+†]{1,3}\)|[*†‡+#]+|[-–—:]{1,3}|"
    r"\(?[-–—]?\(?\d{1,3}(?:\.\d+)?\)?\s?%\)?|\.))+\s*$"
)
#: What a caption says of its own sum in brackets: "(proceeds receivable $2,050,000)".
_SUM = re.compile(r"\((?:aggregate|proceeds|premiums?|cost)\b[^()]*\)", re.I)
_LEAD = re.compile(r"^\s*(?:\(?[a-zA-Z0-9]{1,2}[.)]\s+|o\s+|[•*]\s*|\^\{[^}]*\}\s*|\([a-z]{1,2}\)\s*)")
_NO_FIGURE = re.compile(rf"^\(?\$?\s?(?:000[’']?s?)(?:,000)?\)?$|{DATE_CELL.pattern}", re.I)
#: "See Note 1(d)." behind the sentence that brings a table.
_REFERS = re.compile(r"^\(?(?:see|refer to)\b.{0,60}$", re.I)
_SENTENCE_END = re.compile(r"(?<=[a-z)\d])\.\s+(?=[A-Z])")
_WORD = re.compile(r"[A-Za-z][\w.'’/-]*")
_HEAD_WORD = re.compile(r"[^\s/]+")
#: Lines above a caption that are kept in mind, and those among which its heads are looked for.
_RECENT, _HEADS = 16, 8
#: Words of a caption among which one that captions do not have is a misprint.
_FEW = 3
#: Characters at a paragraph's end that may announce a table.
_LAST_WORDS = 260


@dataclass(slots=True)
class TextLine:
    """One printed line with its cells; `gap` blank lines above, `ruled` a rule above. Few lines are ever asked whether
    they print `figures`, so that it is found out when asked."""

    place: Row | Heading
    cells: tuple[Cell, ...]
    text: str
    gap: int = 0
    ruled: bool = False
    known: bool | None = field(default=None, compare=False)

    @property
    def figures(self) -> bool:
        if self.known is None:
            self.known = any(is_figure(c) for c in self.cells)
        return self.known


@dataclass(slots=True)
class DerivativeTable:
    """A stretch of lines under a caption. `near`: nothing but heads stands between the caption and the lines;
    `inherited`: the heads are those of the group before, as long as it prints none of its own."""

    kind: Kind
    captions: list[str]
    heads: list[TextLine] = field(default_factory=list)
    body: list[TextLine] = field(default_factory=list)
    near: bool = True
    scale: int = 1
    inherited: bool = False

    @property
    def head_text(self) -> str:
        return " ".join(h.text for h in self.heads)


def is_figure(cell: Cell) -> bool:
    """A number or a dash (a date, a percent or a head's "(000)" is none)."""
    found = cell.figure
    return found is not None and not found.percent and found.kind != "na" and not _NO_FIGURE.match(cell.text)


def _triggers(text: str) -> bool:
    """Whether a text holds a word without which it announces no derivatives."""
    low = text.lower()
    return holds_any(low, TRIGGER_LETTERS) and TRIGGER.search(low) is not None


@lru_cache(maxsize=1024)
def caption_kind(text: str) -> Kind | None:
    """The kind of derivatives a caption names, None where the text is no caption of such a table."""
    if len(text) > 130 or not _triggers(text):
        return None
    core = _LEAD.sub("", _TAIL.sub("", _DATES.sub(" ", CONTINUED.sub(" ", COUNTED.sub("", _SUM.sub("", text))))))
    if NOT_CAPTION.search(core.lower()):
        return None
    words = [w.strip(".'’").lower() for w in _WORD.findall(core)]
    strange = [w for w in words if w not in CAPTION_WORDS]
    if not words or len(strange) > (_dated_opening(text) and len(words) > _FEW):
        return None
    return _kind(core)


def _dated_opening(text: str) -> bool:
    """Whether a line ends in a colon and has a date: "Swap contracts oustanding at April 30, 2005:" is a caption,
    misprint and all."""
    return text.rstrip().endswith(":") and _DATES.search(text) is not None


def introduced_kind(text: str) -> Kind | None:
    """The kind of the table that a paragraph announces in its last words."""
    end = text[-_LAST_WORDS:]
    if not _triggers(end):
        return None
    last = _last_sentence(end)
    if not last.rstrip().endswith(":") and not (
        len(last) < 200 and INTRODUCING.search(last) and INTRODUCES.search(last)
    ):
        return None
    return None if NOT_CAPTION.search(last.lower()) else _kind(last)


def _kind(text: str) -> Kind | None:
    return next((kind for kind, pattern in KINDS if pattern.search(text)), None)


def derivative_tables(part: Part) -> list[DerivativeTable]:
    """All stretches under captions of derivatives, in printed order; heads parted from the body."""
    announcing = [_announcing(block) for block in part.blocks]
    if not any(announcing):
        return []
    finder = _Finder(stated_scale(part))
    for block, named in zip(part.blocks, announcing, strict=True):
        if isinstance(block, Table):
            _add_rows(finder, block.rows, named)
        elif isinstance(block, Heading):
            cell = Cell(block.text, block.indent, block.indent + len(block.text), block.start, block.end)
            finder.add(TextLine(block, (cell,), block.text, gap=1, known=False), bool(named))
        else:
            finder.add(block)
    finder.close()
    return finder.found


def _announcing(block: Block) -> list[int]:
    """The rows of a block that hold a word without which no derivatives are announced; [0] for a block without rows
    that holds one."""
    if isinstance(block, Table):
        whole = "\n".join([row.text for row in block.rows]).lower()
        letters = tuple([each for each in TRIGGER_LETTERS if each in whole])
        if not letters:
            return []
        lows = whole.split("\n")
        if len(lows) != len(block.rows):  # a line end inside a cell
            lows = [row.text.lower() for row in block.rows]
        return [i for i, low in enumerate(lows) if holds_any(low, letters) and TRIGGER.search(low)]
    if isinstance(block, Paragraph):
        return [0] if _triggers(block.text[-_LAST_WORDS:]) else []
    return [0] if isinstance(block, Heading) and _triggers(block.text) else []


def _add_rows(finder: _Finder, rows: Sequence[Row], named: Sequence[int]) -> None:
    """Lead a table's rows past the finder. While no stretch is open, what matters is the rows that may be captions and
    those right above them; the others are passed over."""
    ahead = iter((*named, len(rows)))
    next_named = next(ahead)
    i = 0
    while i < len(rows):
        if next_named < i:
            next_named = next(ahead)
        if finder.open is None and next_named - i > _RECENT:
            i = next_named - _RECENT
        row = rows[i]
        if row.cells:
            finder.add(TextLine(row, row.cells, row.text, row.gap, row.ruled), i == next_named)
        i += 1


def stated_scale(part: Part) -> int:
    """The scale stated once for all money ("(Amounts in thousands)") near the part's title."""
    for block in part.blocks[:12]:
        texts = (
            [r.text for r in block.rows[:4]]
            if isinstance(block, Table)
            else []
            if isinstance(block, PageBreak)
            else [block.text]
        )
        for text in texts:
            if len(text) < 160 and re.search(r"thousands|millions", text, re.I) and (scale := printed_scale(text)):
                return scale
    return 1


class _Finder:
    """One pass down the lines: what is open, and the heads that stood above it."""

    def __init__(self, scale: int) -> None:
        self.scale = scale
        self.found: list[DerivativeTable] = []
        self.open: DerivativeTable | None = None
        self.recent: list[TextLine] = []
        self.silent = 0
        self.page_top = 0

    def add(self, item: TextLine | Paragraph | PageBreak, named: bool = False) -> None:
        """Take the next line; `named`: it holds a word that announces derivatives."""
        if isinstance(item, PageBreak):
            self.page_top = 6
            return
        self.page_top -= 1
        if isinstance(item, Paragraph):
            self._paragraph(item)
        elif named and (kind := _line_kind(item)) is not None and not item.figures and not self._is_side(item, kind):
            self._caption(item, kind)
        elif self.open is not None:
            self._line(item)
        else:
            self.recent.append(item)  # whether they are heads is asked when a caption follows
            if len(self.recent) > _RECENT:
                del self.recent[:_HEADS]

    def _heads_before(self) -> list[TextLine]:
        """The heads that stand above a caption, below the last figures."""
        near = self.recent[-_HEADS:]
        below = next((k for k in range(len(near), 0, -1) if near[k - 1].figures), 0)
        return [above for above in near[below:] if _heads_above(above)]

    def _is_side(self, line: TextLine, kind: Kind) -> bool:
        """Whether "Short positions:" heads a side of the contracts that are listed, and no securities sold short."""
        return (
            kind == "short_sale" and self.open is not None and self.open.kind != kind and bool(GROUP.match(line.text))
        )

    def _paragraph(self, block: Paragraph) -> None:
        kind = introduced_kind(block.text)
        self.recent = []
        if kind is not None:
            self.close()
            self.open = DerivativeTable(kind, [_sentence(block.text)], scale=self.scale)
        elif self.open is not None and self.open.body:
            self.close()
        elif self.open is not None:
            self.open.near = False

    def _caption(self, line: TextLine, kind: Kind) -> None:
        text = _clean(next((c.text for c in line.cells if caption_kind(c.text)), line.text))
        before, heads = self.open, self._heads_before()
        if before is not None and not before.body:
            before.heads.extend([line] if len(line.cells) > 1 else [])
            before.captions = [*_above(before.captions, text), text] if before.near else [text]
            before.kind, before.near = kind, True
            return
        same = before is not None and before.kind == kind
        captions = [text]
        if before is not None and same:
            captions = (
                [*_above(before.captions, text), text] if text in before.captions else [*before.captions[:-1], text]
            )
        inherited = before is not None and same and not heads and len(line.cells) == 1
        if before is not None and inherited:
            heads = before.heads
        self.close()
        if len(line.cells) > 1:
            heads = [*heads, line]
        self.open = DerivativeTable(kind, captions, heads, scale=self.scale, inherited=inherited)
        self.recent = []

    def _line(self, line: TextLine) -> None:
        table = self.open
        assert table is not None
        text = line.text
        if not line.figures and (
            FURNITURE.match(text) or (len(line.cells) == 1 and not re.sub(r"\W", "", _DATES.sub("", text)))
        ):
            return
        if FOOT.match(text):
            return
        if not line.figures and LEADS_IN.search(text) and not any(b.figures for b in table.body):
            table.body.clear()
            return
        if _is_class_of_shorts(line, table):
            table.body.append(line)
            return
        if (TABLE_END.match(text) and not GROUP.match(text)) or (isinstance(line.place, Heading) and self._ends(line)):
            self.close()
            return
        if is_head(line):
            begun = any(b.figures for b in table.body)
            if not table.body or (not begun and len(line.cells) > 1):
                if table.inherited:
                    table.heads, table.inherited = [], False
                table.heads.append(line)
                return
            if len(line.cells) > 1 and begun:
                self.recent.append(line)
                return
        if line.ruled and table.body and not any(b.figures or b.ruled for b in table.body):
            # what stands between the caption and the first rule is heads, whatever its words
            rows = [b for b in table.body if isinstance(b.place, Row) and len(b.cells) > 1 and not _names_rows(b)]
            table.heads.extend(rows)
            table.body = [b for b in table.body if b not in rows]
        if line.figures and self.recent and table.body:
            # new heads over further rows of the same kind: a table continued
            continued = DerivativeTable(table.kind, list(table.captions), self.recent, scale=self.scale)
            alike = not table.heads or _alike(table.head_text, continued.head_text)
            self.close()
            if not alike:
                return
            self.open = table = continued
        self.silent = 0 if line.figures else self.silent + 1
        if self.silent > LONGEST_TEXT:
            self.close()
            return
        table.body.append(line)

    def _ends(self, line: TextLine) -> bool:
        text = line.text
        if self.page_top > 0 or is_head(line) or GROUP.match(text) or DATE_CELL.match(text) or CONTINUED.search(text):
            return False
        return bool(NOTE_HEAD.match(text)) or len(text) > 100

    def close(self) -> None:
        table = self.open
        if table is not None and any(b.figures for b in table.body):
            self.found.append(table)
        self.open, self.recent, self.silent = None, [], 0


def _is_class_of_shorts(line: TextLine, table: DerivativeTable) -> bool:
    """Whether "Common Stocks" heads securities sold short, right below their caption."""
    return (
        table.kind == "short_sale"
        and table.near
        and len(line.cells) == 1
        and not line.figures
        and (is_asset_class(line.text) and not any(b.figures for b in table.body))
    )


def _names_rows(line: TextLine) -> bool:
    """Whether what is optioned stands beside the head of the numbers: "Contracts   Treasury Bond Futures"."""
    return len(line.cells) == 2 and QUANTITY_HEAD.match(line.cells[0].text) is not None and not is_head(line)


def _alike(old: str, new: str) -> bool:
    """Whether new heads print the words of the old ones: the same table goes on."""
    before, now = set(old.lower().split()), set(new.lower().split())
    return 2 * len(before & now) >= len(now)


def _above(captions: list[str], text: str) -> list[str]:
    """The captions above one that is printed again (a page's head repeats them all)."""
    return captions[: captions.index(text)] if text in captions else captions


def _heads_above(line: TextLine) -> bool:
    """Whether a line above a caption is a row of heads: several cells, or a word or two."""
    return isinstance(line.place, Row) and (len(line.cells) > 1 or line.text.count(" ") < 2) and is_head(line)


def _line_kind(line: TextLine) -> Kind | None:
    """The kind a line without figures names: the whole line, or one cell of a row of heads."""
    if len(line.cells) == 1:
        return caption_kind(line.text)
    if line.cells[0].x1 - line.cells[0].x0 < 3 and len(line.cells) == 2:
        return caption_kind(line.cells[1].text)
    if not all(is_head_cell(c.text) or caption_kind(c.text) for c in line.cells):
        return None
    return next((k for c in line.cells if (k := caption_kind(c.text)) and len(c.text) > 7), None)


@lru_cache(maxsize=1024)
def is_head_cell(text: str) -> bool:
    """Whether a cell consists of words of column heads."""
    words = [w.strip(":;,.*").lower() for w in _HEAD_WORD.findall(_DATES.sub(" ", _TAIL.sub("", text)))]
    words = [w for w in words if w.strip("()$") and not w.strip("(").isdigit()]
    return (
        bool(words)
        and len(words) <= 9
        and sum(w in HEAD_WORDS or w.strip("()'’$†+^{}") in HEAD_WORDS for w in words) >= 0.75 * len(words)
    ) or bool(text and not words and len(text) < 12)


def is_head(line: TextLine) -> bool:
    """A row of column heads: no figure, most cells of head words; a lone cell wholly so and short."""
    if line.figures or GROUP.match(CONTINUED.sub("", line.text)):
        return False
    heads = sum(is_head_cell(c.text) for c in line.cells)
    if len(line.cells) == 1:
        return heads == 1 and len(line.text) < 40
    return heads >= 0.65 * len(line.cells) and not all(DATE_CELL.match(c.text) for c in line.cells)


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", _TAIL.sub("", CONTINUED.sub("", _LEAD.sub("", text)))).strip(" -–—:")


def _sentence(text: str) -> str:
    return _clean(_last_sentence(text[-_LAST_WORDS:]))[:160]


def _last_sentence(text: str) -> str:
    """The last sentence of a text that says something: "... the following contracts outstanding. See Note 1(d)."."""
    sentences = _SENTENCE_END.split(text.rstrip())
    return sentences[-2] if len(sentences) > 1 and _REFERS.match(sentences[-1]) else sentences[-1]
