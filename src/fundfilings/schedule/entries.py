"""Lines to entries: wrapped descriptions joined, issuers carried to their tranches, headings told from both.

The Goodyear Tire & Rubber Co. (m):            an issuer: carried while rows below stand deeper
  4,500,000   9.135% due 12/01/2009 (b)        -> "The Goodyear Tire & Rubber Co., 9.135% due 12/01/2009"
Auto Components -- 2.0%                        a heading
245,000  Compagnie Generale de Geophysique SA, the quantity on the first line,
            7.50% due 5/15/2015      246,225   the value on the last: one entry
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from fundfilings.marks import split_marks
from fundfilings.scalars import amount
from fundfilings.schedule.asset_words import ASSET_CLASSES_END, ASSET_NOUN, is_asset_class, only_asset_words
from fundfilings.schedule.countries import country_of_heading
from fundfilings.schedule.lines import Figure, Line
from fundfilings.schedule.style import (
    Style,
    heading_like,
    is_page_number,
    mark_feet,
    plain_text,
    repeated_texts,
    whole_text,
)
from fundfilings.schedule.vocabulary import CONTINUED, ISSUER_END, LEGAL_FORM, OTHER_LINE, SECOND_PERCENT, TRANCHE
from fundfilings.schedule.wording import (
    COST,
    cost_in,
    heading_percent,
    is_continued,
    is_net_assets,
    is_running_head,
    is_total,
    is_unfinished,
    whole_cost,
)

EntryKind = Literal["heading", "row", "bare", "total", "text"]
_PERCENT_AT_END = re.compile(
    r"[\s,.–—-]*\(?\s*([-–—(]?)\s*(\d{1,3}(?:\.\d+)?|\.\d+)\s*\)?\s*%\)?(?:\s*(?:of|\().*)?\s*$"
)
#: Captions that stand below holdings and may run over two lines.
_CAPTION = re.compile(r"^(?:net assets|preferred s|auction|liabilities|other assets|floating rate|payable)\b", re.I)
#: A row that prints only its terms ("3.500%, 09/17/07").
_PURE_TERMS = re.compile(
    r"^(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})$|\d{1,2}(?:\.\d+)?%|\d{1,2} \d/\d{1,2}%?|\.\d+%|zero coupon)(?:[\s,-]|$)",
    re.I,
)
#: An issuer's line ends in a colon, marks may follow it.
_COLON_END = re.compile(r"[:;]\s*(?:\([a-zA-Z0-9*+]{1,3}\)|[*†‡+#@]+|\^\{[^}]*\})*$")
_PROCEEDS = re.compile(r"\(\s*proceeds(?: received)?\s*(?:of|[:,]|[-–—]{1,3})?\s*\(?\$?\s*\(?(\d[\d,]*)[\s)]*", re.I)
#: What a caption of derivatives says of their cost.
_PREMIUMS = re.compile(r"\s*\((?:cost or )?premiums?\b[^()]*(?:\([^()]*\))?[^()]*\)", re.I)
#: How a loan begins that stands under its borrower.
_TERM_LOAN = re.compile(r"(?:term|revolv\w*|delayed|synthetic|letter of credit|loan|facility|tranche)\b", re.I)
_ONLY_CODES = re.compile(r"^(?:\([A-Z][A-Za-z]{1,3}\)\s?)+$")
_SERIES = re.compile(r"^(?:(?:sub-?)?series|ser\.|class|cl\.|tranche)\s", re.I)
_BRACKETED_PERCENT = re.compile(r"\(\s*[\d.]+\s*\)\s*%")
_MARKED = re.compile(r"[*#†‡(^]")
#: What a section's percent is a percent of, and marks behind it.
_OF_WHAT = re.compile(r"\(?[^()]*(?:%|assets|investments|capital|holdings|portfolio)[^()]*\)?", re.I)
_OF_BASE = re.compile(r"(?:--? )?of (?:total )?(?:net assets|investments)\b", re.I)
_MARK = re.compile(r"\((\w{1,2})\)$")
_MARKS = re.compile(r"[A-Za-z0-9]+|(?:[*†‡+#§¤~µ«@°¶Ω¢£∞]|\^(?!\{))+")
#: Rows that go on with the name of the row above, and that name.
_NAMELESS = re.compile(r"^(?:sub-?series|first sub|series \d|\d+(?:\.\d+)?%)", re.I)
_NAME_ABOVE = re.compile(r"^(.{6,}?)(?:; |, (?=(?:sub-?)?series\b)|,? (?=zero coupon|\d+(?:\.\d+)?%))", re.I)
#: Sections whose percent in brackets is negative wherever the bracket closes.
_OWED = re.compile(r"\bshort (?:positions?|sales?)\b|\bsold short\b|\bwritten\b|\bliabilit", re.I)
_DASHES = re.compile(r"[\s.:–—-]+$")


@dataclass(slots=True)
class Entry:
    """One thing a schedule says, of one or several printed lines.

    heading  a section's name, perhaps with its percent and subtotal (`figures["value"]`)
    row      a described figure: a holding, or a line below the total
    bare     a figure without words: a subtotal, or a holding that lost its words
    total    a figure whose caption says "total"
    text     words that could not be attached to anything
    """

    kind: EntryKind
    lines: list[Line]
    text: str = ""
    issuer: str = ""
    figures: dict[str, Figure] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    percent: Decimal | None = None
    second_percent: Decimal | None = None
    cost: Decimal | None = None
    continued: bool = False
    x: float = 0.0
    reason: str = ""

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def valued(self) -> Line:
        """The line whose value counts."""
        last = self.lines[-1]
        if "value" in last.figures:
            return last
        for line in reversed(self.lines):
            if "value" in line.figures:
                return line
        return last

    def value(self) -> Decimal | None:
        """The value in full units, None where none is printed."""
        f = self.figures.get("value")
        if f is None or f.amount.value is None:
            return None
        scale = self.valued.value_scale
        return f.amount.value if scale == 1 else f.amount.value * scale


def entries(lines: Sequence[Line], style: Style, known: frozenset[str]) -> list[Entry]:
    """The entries of a schedule's lines in order. `known` are the legend's marks."""
    mark_feet(lines)
    return _Reader(style, known, repeated_texts(lines)).read(lines)


class _Reader:
    """State while reading down a schedule: what words wait for a figure, which issuers are carried."""

    def __init__(self, style: Style, known: frozenset[str], repeated: frozenset[str]) -> None:
        self.style, self.known, self.repeated = style, known, repeated
        self.out: list[Entry] = []
        self.waiting: list[Line] = []
        self.issuers: list[tuple[float, str, tuple[str, ...]]] = []
        self.last_side = ""
        self.after: Line | None = None  # the line behind the one whose figures are read

    def read(self, lines: Sequence[Line]) -> list[Entry]:
        i = 0
        for i, line in enumerate(lines):
            after = lines[i + 1] if i + 1 < len(lines) else None
            if line.kind in ("furniture", "continuation"):
                continue
            if self._is_furniture(line):
                line.mark("furniture", "running head, page number or reference to notes")
            elif "value" in line.figures or (line.figures and self._late_value(line)):
                self.after = after
                self._figures(line)
            else:
                self._words(line, after)
        self._give_up_waiting()
        return self.out

    # --- lines ---------------------------------------------------------------------------------------------------

    def _is_furniture(self, line: Line) -> bool:
        if not is_page_number(line):  # a dash alone is what is left of a rule
            return not whole_text(line) and all(f.amount.kind == "dash" for f in line.figures.values())
        text = whole_text(line)
        if line.figures and self.waiting and _open(self.waiting[-1].text):
            return False  # "(Warrants for 16,501 Common Shares, Expires" / "March 16, 2006)    165"
        if text and not line.figures and not any(c.isalnum() for c in text):
            return True  # stray marks of a rendering
        if not text:
            alone = not line.coupon and not line.maturity and not {"value", "balance", "percent"} & line.figures.keys()
            return alone and (not line.figures or line.gap > 0 or line.page_top)  # a page's number
        if is_running_head(text, bool(line.figures)):
            return True
        return plain_text(text) in self.repeated and not is_continued(line.text)

    def _late_value(self, line: Line) -> bool:
        """A caption of totals whose figure stands outside the value column, or a lone figure."""
        money = [r for r, f in line.figures.items() if not f.amount.percent and f.amount.kind == "number"]
        if not money:
            return False
        if len(line.figures) == 1 and self._is_percent_heading(line) and self._valued_heading(line.text):
            line.figures["value"] = line.figures.pop(money[0])  # a small subtotal beside its column
            return True
        other = line.figures.get("other")
        if "balance" in line.figures and "other" in money and other:
            apart = other.cell.x0 - line.figures["balance"].cell.x1
            if apart > 20 or (apart > 0 and "," in other.cell.text):  # a value beside its column
                line.figures["value"] = line.figures.pop("other")
                return True
        captioned = is_total(line.text) or is_net_assets(line.text)
        if not captioned and (line.text or line.coupon or line.maturity or len(line.figures) > 1 or line.extra):
            return False
        if not captioned and abs(line.figures[money[-1]].amount.value or Decimal(0)) < 1000:
            return False
        line.figures["value"] = line.figures.pop(money[-1])
        return True

    def _words(self, line: Line, after: Line | None) -> None:
        """A line without a value: it waits for one, closes a description above it, or is a heading at once."""
        if (
            len(line.figures) == 1
            and line.text
            and "balance" not in line.figures
            and not line.coupon
            and not line.maturity
        ):
            (figure,) = line.figures.values()
            if figure.amount.percent or figure.amount.decimals:  # name and percent in cells of their own
                name = " ".join([line.text, *line.extra])
                line.text, line.extra = f"{name} {figure.amount.value}%", []
                line.figures.clear()
        elif line.coupon and line.text and not line.figures and not line.maturity and self._names_class(line.text):
            line.text, line.coupon = f"{line.text} {line.coupon}", None  # a section's percent, where coupons stand
        if self._states_cost(line) or self._states_share(line):
            return
        if self._continues_above(line, after):
            self._append_above(line)
            return
        if self._names_row_above(line):
            self._append_above(line)
            return
        self.waiting.append(line)

    def _names_row_above(self, line: Line) -> bool:
        """Whether words are the name of the figures above, which stand without any: a page break parted the two."""
        if not self.out or self.waiting or not line.text or line.figures:
            return False
        above = self.out[-1]
        if above.kind != "row" or above.text or above.issuer or "value" not in above.figures:
            return False
        return not (heading_like(line) or line.text.isupper() or len(line.text) < 20)

    def _states_cost(self, line: Line) -> bool:
        """A line of its own that gives the cost of the caption above it: "(Cost $40,401,443)"."""
        cost = whole_cost(line.text)
        if cost is None and cost_in(line.text):
            cost = whole_cost(split_marks(line.text, self.known)[0])
        if cost is None or line.figures:
            return False
        if self.waiting and not self.waiting[-1].figures:
            self.waiting[-1].cost = Decimal(cost[1].replace(",", ""))
            line.mark("continuation", "cost of the caption above")
            return True
        above = self.out[-1] if self.out and not self.waiting else None
        if above is not None and above.kind in ("heading", "total") and above.cost is None:
            above.cost = self._in_full(Decimal(cost[1].replace(",", "")), above)
            above.lines.append(line)
            line.mark("continuation", "cost of the caption above")
            return True
        return False

    def _states_share(self, line: Line) -> bool:
        """A line of its own that gives the percent, or the mark, of the caption above it:

        Preferred Shares, at Liquidation Value -      (219,000,000)
          (51.5)% (7)
        """
        if line.text or line.side or line.maturity or "balance" in line.figures:
            return False
        if line.gap or line.ruled or line.page_top:
            return False
        shares = [f.amount.value for f in line.figures.values() if f.amount.percent]
        marks = [m[1] for t in [*(f.cell.text for f in line.figures.values()), *line.extra] if (m := _MARK.search(t))]
        if self.waiting:
            above = self.waiting[-1]
            if above.figures or not above.text or not (line.coupon or shares) or heading_percent(above.text):
                return False
            above.text = f"{above.text} {line.coupon or f'{shares[0]}%'}"
        else:
            row = self.out[-1] if self.out else None
            if row is None or row.kind not in ("row", "total") or not (shares or marks):
                return False
            if shares and ("balance" in row.figures or not OTHER_LINE.match(row.text)):
                return False
            if not shares and not all(m in self.known for m in marks):
                return False
            row.percent = shares[0] if shares else row.percent
            row.marks = (*row.marks, *line.marks, *(m for m in marks if m in self.known))
            row.lines.append(line)
        line.mark("continuation", "percent of the caption above")
        return True

    def _continues_above(self, line: Line, after: Line | None) -> bool:
        """Whether words belong to the description of the figures above them."""
        if not self.out or self.waiting or line.gap or line.ruled or line.page_top or not line.text or line.side:
            return False
        above = self.out[-1]
        if above.kind == "total" and self.style.grid and line.block != above.lines[-1].block:
            return False  # "a These securities ...": the legend's table below the totals
        if above.kind not in ("row", "total") or above.lines[-1].place is line.place or "balance" in line.figures:
            return False
        if (heading_percent(line.text) and not line.text[0].islower()) or is_continued(line.text):
            return False
        if line.text[0].islower() or is_unfinished(above.lines[-1].text) or _open(above.text):
            return True
        if (
            line.text.endswith(",")
            and after is not None
            and after.figures
            and not after.gap
            and TRANCHE.match(after.text)
        ):
            return False  # an issuer whose first issue stands below
        if self.style.grid and self.style.values_first:
            return line.x > above.x and not self._wraps_into(line, after)
        if self.style.values_first:
            return line.x > above.x or (line.x == above.x and not line.text.isupper())
        return bool(re.match(r"^\(", line.text)) and line.x > above.x and not self._wraps_into(line, after)

    def _wraps_into(self, line: Line, after: Line | None) -> bool:
        return after is not None and bool(after.figures) and not after.gap and after.x > line.x

    def _append_above(self, line: Line) -> None:
        above = self.out[-1]
        above.lines.append(line)
        text, marks = split_marks(line.text, self.known)
        above.text = f"{above.text} {text}".strip()
        above.marks = (*above.marks, *line.marks, *marks)
        if above.kind == "total":
            self._caption(above)
        line.mark("continuation", "words of the description above")

    def _figures(self, line: Line) -> None:
        """A line with a value: with what waits before it, it makes an entry."""
        quantity = line.figures.get("balance")
        if quantity is not None and quantity.amount.decimals and (OTHER_LINE.match(line.text) or is_total(line.text)):
            line.figures["percent"] = line.figures.pop("balance")  # "Net Other Assets  0.4  61,200"
        described = bool(line.text) or "balance" in line.figures or bool(line.coupon or line.maturity)
        own = self._take_wrapped(line, described)
        self._settle_waiting(own[0] if own else line)
        self._side(next((p for p in (*own, line) if p.side), line))
        parts = [*own, line]
        behind = [m for part in parts if part.rating for m in self._rating_marks(part)]
        text = " ".join([p.text for p in parts if p.text])
        entry = Entry("row", parts, text, x=parts[0].x if parts[0].text else line.x)
        marks: list[str] = []
        late: list[str] = []
        for part in parts:
            for role, figure in part.figures.items():
                if role == "value" or role not in entry.figures:
                    entry.figures[role] = figure
            if part.marks:
                marks.extend(part.marks[: part.early])
                late.extend(part.marks[part.early :])
        if not text and "balance" not in entry.figures and not line.coupon and not line.maturity:
            entry.kind = "bare"
        elif (cost := whole_cost(text)) and "balance" not in entry.figures:
            entry.kind, entry.text = "bare", ""
            entry.cost = Decimal(cost[1].replace(",", "")) * line.value_scale
        elif is_total(text) or is_net_assets(text):
            entry.kind = "total"
            self._caption(entry)
        elif "balance" not in entry.figures and not line.coupon and not line.maturity and self._valued_heading(text):
            entry.kind = "heading"
            self._caption(entry)
        if entry.kind == "row":
            entry.text, own_marks = self._described(entry)
            marks.extend((*own_marks, *behind))
            entry.issuer, carried = self._issuer_for(entry)
            if not entry.text and not entry.issuer and not self.style.grid:
                entry.issuer, carried = self._same_as_above(entry)
            late.extend(m for m in carried if m not in marks)
            self._remember(parts)
        elif entry.kind in ("total", "bare"):
            self.issuers.clear()
        entry.marks = tuple(dict.fromkeys((*marks, *late, *entry.marks)))
        self.out.append(entry)

    def _side(self, line: Line) -> None:
        """The words in a column beside the description: a section's name, or one more property of the row."""
        if line.side and (self.style.sides or heading_percent(line.side) or is_continued(line.side)):
            if line.side != self.last_side:
                self._heading([line], line.side)
            self.last_side = line.side
        elif line.side:
            line.extra.insert(0, line.side)

    def _rating_marks(self, line: Line) -> tuple[str, ...]:
        """Marks of the legend that stand behind a rating ("AAA***", "N/R (4)") speak of the row."""
        if line.rating and (not line.rating.startswith(("N", "*")) or line.rating.endswith(")")):
            rating, marks = split_marks(line.rating, self.known)
            if (
                marks
                and _MARKED.search(line.rating)
                and all(m in self.known and m not in ("+", "-", "*") for m in marks)
            ):
                line.rating = rating
                return marks
        return ()

    def _valued_heading(self, text: str) -> bool:
        """Name, percent and subtotal on one line ("Corporate bonds 46.2%   $2,806,357"): a section's head."""
        m = heading_percent(text)
        if m and only_asset_words(m["name"]):
            return True
        return bool(m) and not ISSUER_END.search(m["name"]) and not OTHER_LINE.match(text)  # type: ignore[index]

    def _described(self, entry: Entry) -> tuple[str, list[str]]:
        texts: list[str] = []
        marks: list[str] = []
        last = entry.lines[-1]
        for part in entry.lines:
            if part.text:  # "due 8/01/2010 (a)(l):"
                text, found = split_marks(part.text.rstrip(" :") if part is last else part.text, self.known)
                texts.append(text)
                marks.extend(found)
        if OTHER_LINE.match(entry.text) and "balance" not in entry.figures:
            self._caption(entry)
            return entry.text, marks
        text = " ".join(texts)
        if (m := cost_in(text)) and m[0].startswith("("):  # "U.S. Treasury Bills, 3.77%, 11/29/07 (cost-$2,476,136)"
            entry.cost = self._in_full(Decimal(m[1].replace(",", "")), entry)
            text, behind = split_marks(f"{text[: m.start()]} {text[m.end() :]}".strip(" ,"), self.known)
            marks.extend(behind)
        return text, marks

    def _caption(self, entry: Entry) -> None:
        """Cost and percent out of a caption: "Total Capital Trusts (Cost--$7,689,590)--2.7%"."""
        text = " ".join(p.text for p in entry.lines if p.text)
        if m := cost_in(text) or _PROCEEDS.search(text):
            entry.cost = self._in_full(Decimal(m[1].replace(",", "")), entry)
            text = f"{text[: m.start()]} {text[m.end() :]}".strip(" ,-–—:;.")
        text = _PREMIUMS.sub("", text)
        text, marks = split_marks(text, self.known)
        if m2 := SECOND_PERCENT.search(text):
            entry.second_percent = Decimal(m2[1])
            text = text[: m2.start()].strip()
        if (m4 := re.search(r"%\)(\d{1,2})$", text)) and m4[1] in self.known:  # "Net (-0.4%)3"
            text, marks = text[: m4.start(1)], (*marks, m4[1])
        if m3 := _PERCENT_AT_END.search(text):
            number = Decimal(m3[2])
            value = entry.value()
            signed = _BRACKETED_PERCENT.search(m3[0]) or (
                re.search(r"[(–—-]", m3[0]) and value is not None and value < 0
            )
            entry.percent = -number if signed else number
            text = text[: m3.start()]
        for f in entry.figures.values():
            if entry.percent is None and f.amount.percent:
                entry.percent = f.amount.value
        if entry.percent is None and "percent" in entry.figures:
            entry.percent = entry.figures["percent"].amount.value
        text, more = split_marks(_DASHES.sub("", text).strip(), self.known)
        closed = text.endswith(")") and text.count("(") == text.count(")")  # "Cash and Receivables (Net)"
        entry.text = text if closed else re.sub(r"[\s,]*[(+*)\s]+$", "", text) or text
        entry.marks = (*entry.marks, *marks, *more)

    @staticmethod
    def _in_full(cost: Decimal, entry: Entry) -> Decimal:
        """A cost printed inside a caption, in full units: captions may print every digit under columns in thousands."""
        scale, value = entry.valued.value_scale, entry.value()
        return cost if scale > 1 and value and cost * scale > 50 * abs(value) else cost * scale

    # --- words that wait -------------------------------------------------------------------------------------------

    def _take_wrapped(self, line: Line, described: bool) -> list[Line]:
        """The waiting lines that are the beginning of this line's description, taken off the end of `waiting`."""
        own: list[Line] = []
        below = line
        if (
            ("balance" not in line.figures or whole_cost(line.text))
            and not is_total(line.text)
            and (at := self._caption_start(line)) is not None
        ):
            own, self.waiting = self.waiting[at:], self.waiting[:at]
            return own
        if "balance" not in line.figures and (described or not (line.ruled or line.gap or self.style.grid)):
            # a quantity waits for its value: what stands between belongs to the same row
            at = next((k for k in range(len(self.waiting) - 1, -1, -1) if "balance" in self.waiting[k].figures), None)
            if at is not None and len(self.waiting) - at <= 8 and not is_total(line.text):
                rest = self.waiting[at + 1 :]
                if not any(self._is_percent_heading(ln) or ln.side or is_continued(ln.text) for ln in rest):
                    own, self.waiting = self.waiting[at:], self.waiting[:at]
                    if not (self.style.grid and self.waiting and own[0].text):
                        return own
                    below = own[0]
        while self.waiting:
            above = self.waiting[-1]
            if not self._joins(above, below, line, described, bool(own)):
                break
            own.insert(0, self.waiting.pop())
            below = above
        return own

    def _caption_start(self, line: Line) -> int | None:
        """Where among the waiting lines the caption of a total begins that ends in this line's cost or figure."""
        if line.text and not COST.match(line.text):
            return None
        below = line
        for k in range(len(self.waiting) - 1, max(-1, len(self.waiting) - 4), -1):
            if below.gap or below.ruled or below.page_top:
                return None
            below = self.waiting[k]
            if is_total(below.text):
                return k
            if heading_like(below):
                return None
        return None

    def _joins(self, above: Line, below: Line, figures: Line, described: bool, joined: bool) -> bool:
        if (above.side and below is not figures) or (above.cost is not None and described):
            return False
        if "balance" in above.figures or above.coupon or above.maturity:
            if is_total(below.text) and below is figures:
                return False  # a row without a value, and the total of its section
            return "balance" not in figures.figures and (described or not (self.style.grid or below.ruled or below.gap))
        broken = bool(below.gap or below.ruled or below.page_top)
        if is_total(above.text) and not described | is_total(below.text):
            return True
        if _CAPTION.match(above.text) and not (
            broken or self._is_percent_heading(above) or "balance" in figures.figures
        ):
            return (
                below.x > above.x
                or is_unfinished(above.text)
                or (
                    not is_net_assets(below.text)
                    and above.text.isupper() == below.text.isupper()
                    and not OTHER_LINE.match(below.text)
                )
            )
        if is_total(above.text) and not is_total(below.text) and below.gap <= 1:
            return "balance" not in figures.figures
        if not figures.text and "balance" in figures.figures and below is figures and not heading_like(above):
            return True  # figures that stand alone take the words right above
        if heading_percent(above.text) and self._is_percent_heading(above):
            return False
        if is_continued(above.text) or _COLON_END.search(above.text):
            return False
        if _open(above.text) or (is_unfinished(above.text) and not broken):
            return True
        if broken or not below.text or not described:
            return False
        if below is figures and below.text.startswith("$") and below.x <= above.x:
            return True  # a sentence whose line breaks before an amount
        if _PURE_TERMS.match(below.text) and _SERIES.match(above.text) and above.bold == below.bold:
            return True  # "Series A" over "5.00%, due 6/1/54"
        if (below.text[0].islower() and not below.text[1:2].isupper()) or (
            below.text[0] == "(" and below.x >= above.x and not above.text.isupper()
        ):
            return True
        if _ONLY_CODES.match(below.text) and not heading_like(above):
            return True  # "8.375% 9/1/21 (GNMA) (FHA)" over "(VA) (AMT)"
        if self._hangs(above, below) or self._begins_row(above, below):
            return True
        if (
            LEGAL_FORM.match(below.text)
            and below.x >= above.x
            and not (above.text.isupper() and not self.style.capitals)
        ):
            return True
        if self.style.spaced:
            return below.x >= above.x and above.bold == below.bold
        if self.style.grid and below.x > above.x and above.x in self.style.starts and above.bold == below.bold:
            return True
        if self.style.values_first or self.style.grid or below.x < above.x:
            return False
        if above.text.isupper() and not self.style.capitals and not above.text.endswith(","):
            return False
        if below.x == above.x:
            return above.x + len(above.text) + 1 + len(below.text.split(" ")[0]) > self.style.width
        return self._filled(above, below)

    def _begins_row(self, above: Line, below: Line) -> bool:
        """Whether a line without figures stands where rows begin, over words that stand where none does:

        Deerfield Partners, L.P.      6,700,000    7,164,408
        Glenview Institutional
          Partners, L.P.              4,715,676    3,109,318
        """
        if heading_like(above) or above.bold != below.bold or TRANCHE.match(below.text):
            return False
        if self.style.sides and below.side and not above.side and below.x == above.x:
            return True  # the section's name stands beside the last line of a wrapped name
        last, next_row = self.out[-1] if self.out else None, self.after
        between = (  # the rows before and behind it begin where it begins
            last is not None
            and last.kind == "row"
            and last.x == above.x < below.x
            and next_row is not None
            and next_row.x == above.x
            and "value" in next_row.figures
            and not (above.gap or above.ruled or above.page_top)
        )
        if between and len(self.waiting) == 1 and not is_asset_class(above.text):
            return True
        if above.x not in self.style.starts or below.x <= above.x:
            return False
        if below.x in self.style.starts and not self._names_no_section(above):
            return False
        after = self.after  # a second row as deep shows an issuer above them both
        return after is None or after.x <= above.x or not after.text or after.gap > 0 or after.ruled or after.page_top

    def _names_no_section(self, line: Line) -> bool:
        """Whether words can hardly name a section: those of this schedule print their percents or are in capitals."""
        return (
            self.style.percent_heads
            and not self.style.grid
            and not line.text.isupper()
            and not (line.gap or line.ruled or line.page_top)
            and not is_asset_class(line.text)
            and country_of_heading(line.text) is None
        )

    def _hangs(self, above: Line, below: Line) -> bool:
        """Whether a line is the third or a later one of a description that hangs below its first line:

        The Southern Co., expiring January 2006
          at USD 36.20, Broker Acme
          Bank AG                          566   (2,632)
        """
        first = self.waiting[-2] if len(self.waiting) > 1 else None
        return (
            first is not None
            and first.x < above.x == below.x
            and (above.text[:1].islower() or is_unfinished(first.text))
            and not (above.gap or above.ruled or above.page_top or first.figures)
        )

    def _is_percent_heading(self, line: Line) -> bool:
        m = heading_percent(line.text)
        if m is None:
            return False
        return is_asset_class(m["name"]) or not (ISSUER_END.search(m["name"]) and m["lead"].strip() in ("", ","))

    def _settle_waiting(self, line: Line) -> None:
        """Waiting lines that are no part of the description below: headings and issuers, read downwards."""
        groups: list[list[Line]] = []
        for above in self.waiting:
            if groups and self._one_heading(groups[-1][-1], above):
                groups[-1].append(above)
            else:
                groups.append([above])
        self.waiting = []
        for k, group in enumerate(groups):
            text = " ".join(g.text for g in group)
            if any("balance" in g.figures for g in group):
                self._valueless(group, text)
                continue
            last = k + 1 == len(groups)
            for part in group:
                if part.side:  # "Health Care--4.1%   HealthSouth Corporation:"
                    self._side(part)
            if is_total(text) and not heading_percent(text):
                for caption in group:
                    caption.mark("furniture", "a total's caption without figures")
            elif self._is_issuer(group, text, line if last else groups[k + 1][0], last):
                self._push_issuer(group, text)
            else:
                self._heading(group, text)

    def _valueless(self, group: list[Line], text: str) -> None:
        """A row with a quantity whose value was not printed: kept, for a subtotal may prove what it was."""
        entry = Entry("row", list(group), text, x=group[0].x)
        for line in group:
            for role, figure in line.figures.items():
                entry.figures.setdefault(role, figure)
        entry.text, marks = self._described(entry)
        entry.marks = tuple(dict.fromkeys([*(m for ln in group for m in ln.marks), *marks]))
        self.out.append(entry)

    def _filled(self, above: Line, below: Line) -> bool:
        """Whether a line runs so far that the next line's first word did not fit."""
        room = above.x + len(above.text) + 1 + len(below.text.split(" ")[0])
        return room >= self.style.width - max(4.0, 0.15 * (self.style.width - above.x))

    def _one_heading(self, above: Line, below: Line) -> bool:
        """Whether two waiting lines are one heading broken over lines."""
        if below.gap or below.ruled or below.page_top or _COLON_END.search(above.text):
            return False
        if _OF_BASE.match(below.text) and heading_percent(f"{above.text} {below.text}"):
            return True  # "CORPORATE BONDS & NOTES -- 3.8%" / "of Net Assets"
        if self._is_percent_heading(above) or is_continued(above.text):
            return False
        bracketed = below.text[:1] == "(" and below.x >= above.x and not self._is_percent_heading(below)
        if bracketed or _open(above.text) or is_unfinished(above.text):
            return "balance" not in above.figures
        if below.x >= above.x and not self.style.grid and not above.text.isupper() and self._filled(above, below):
            return "balance" not in below.figures and not self._is_percent_heading(below)
        if below.x >= above.x and self._told_whole(above.text, below.text):
            return True
        joined = heading_percent(f"{above.text} {below.text}")
        if joined and ASSET_CLASSES_END.search(above.text) and not ASSET_NOUN.match(below.text):
            return False  # "Short-Term Investments" over its "Money Market Funds - 1.4%"
        if joined and above.text.isupper() == joined["name"].isupper() and only_asset_words(joined["name"]):
            return True  # "COLLATERALIZED LOAN" / "OBLIGATIONS - 1.4% of Net Assets"
        return (
            below.x > above.x
            and not self.style.grid
            and self._is_percent_heading(below)
            and above.text.isupper() == below.text.isupper()
        )

    def _told_whole(self, above: str, below: str) -> bool:
        """Whether two lines together are a section that its line of totals names, or that is continued here."""
        if is_continued(below):
            name = plain_text(f"{above} {_DASHES.sub('', CONTINUED.sub('', below))}")
            return any(e.kind == "heading" and plain_text(e.text) == name for e in self.out)
        m = heading_percent(below)
        return m is not None and plain_text(f"{above} {m['name']}") in self.style.totals

    def _is_issuer(self, group: list[Line], text: str, below: Line, last: bool) -> bool:
        if self._is_percent_heading(group[-1]):
            return False
        if is_continued(text) or any("balance" in g.figures for g in group):
            return False
        if _PURE_TERMS.match(below.text) and below.x >= group[-1].x and not text.isupper():
            return True  # a row of nothing but coupon and maturity needs a name
        rated = any(g.rating for g in group)
        deeper = below.x > group[-1].x or self.style.grid
        tranche = bool(TRANCHE.match(below.text)) if below.text else bool(below.coupon or below.maturity)
        last = last or bool(_SERIES.match(below.text))  # "Alder Trust" / "Series 2013-2 Class A" / "03/20/18  1.26%"
        if _COLON_END.search(text):
            return tranche or (
                deeper and last and bool(re.search(r"[,.(]|\b(?:Inc|Corp|Co|Ltd|LLC|Bonds|Authority)\b", text))
            )
        if text.endswith(",") and last and _PURE_TERMS.match(below.text):
            return True  # "HYDI 100," over "8.00%, 6/20/08": no heading ends in a comma
        if text.isupper() and not self.style.capitals and not rated:
            return (
                tranche and last and below.x >= group[-1].x and bool(re.search(r"\b(?:INC|CORP|LLC|LTD|L\.P)\b", text))
            )
        if tranche and last and self._stands_with_rows(group, below):
            return True
        if tranche and last and self.style.bold_heads and not any(g.bold for g in group):
            return True  # sections of this schedule are bold: "Quarry Resorts Group" over its term loan is none
        return (rated or tranche) and last and not self._names_section(text)

    def _stands_with_rows(self, group: list[Line], below: Line) -> bool:
        """Whether a line over a tranche is no heading where headings print percents: it begins where rows begin and no
        heading does, or a loan's terms stand deeper below it."""
        x = group[-1].x
        if not self.style.percent_heads:
            return False
        apart = x in self.style.starts and x not in self.style.head_starts
        return apart or (below.x > x and bool(_TERM_LOAN.match(below.text)))

    def _names_class(self, text: str) -> bool:
        """Whether words without figures name a class of assets, and no issue."""
        return only_asset_words(text) or (text.isupper() and not self.style.capitals and bool(ASSET_NOUN.search(text)))

    def _names_section(self, text: str) -> bool:
        return len(text) < 4 or (
            bool(re.match(r"^(?:[A-Z][a-z]+(?: &| and|/| -)? ?){1,3}$", text))
            and not re.search(r"\b(?:Inc|Corp|Trust|Ltd)\b", text)
        )

    def _remember(self, parts: list[Line]) -> None:
        """The first lines of a wrapped description are the issuer of the rows that stand as deep as its last lines:

        Health Facs. Auth. Rev.,
          Beatitudes Project, 5.20%, 10/1/37       904,680
          John C. Lincoln Health Network, 7.00%  2,461,470
        """
        if not self.style.grid or TRANCHE.match(parts[0].text):
            return
        begun = 0
        for k in range(1, len(parts)):
            terms = _PURE_TERMS.match(parts[k].text)
            if (parts[k].x > parts[begun].x and parts[k].text) or terms or _SERIES.match(parts[k].text):
                text = " ".join(p.text for p in parts[begun:k] if p.text)
                name, marks = split_marks(text.rstrip(" ,:;"), self.known)
                if not begun:
                    self.issuers = [i for i in self.issuers if i[0] < parts[0].x]
                self.issuers.append((parts[begun].x, name if text.endswith(",") or terms else f"{name} ", marks))
                begun = k
            if terms:
                break

    def _push_issuer(self, group: list[Line], text: str) -> None:
        x = group[0].x
        if self.style.grid and _SERIES.match(text) and any(i[0] == x and not _SERIES.match(i[1]) for i in self.issuers):
            x += 1  # a series stands under its issuer though both begin at one edge
        self.issuers = [i for i in self.issuers if i[0] < x]
        marks = [m for g in group for m in g.marks]
        name, found = split_marks(text.rstrip(" :;"), self.known)
        self.issuers.append((x, name.rstrip(" :;,"), (*marks, *found)))
        for line in group:
            line.mark("continuation", "issuer carried to the rows below")

    def _heading(self, group: list[Line], text: str) -> None:
        self.issuers.clear()
        entry = Entry("heading", list(group), text, x=group[0].x, continued=is_continued(text))
        if entry.continued:
            text = CONTINUED.sub("", text)
        if m := heading_percent(text):
            # "Short positions - (9.8)%" is negative, "COMMON STOCKS - (99.4%)" is not
            negative = m["sign"] or (m["open"] and (m["shut"] or _OWED.search(m["name"])))
            entry.percent = (-1 if negative else 1) * Decimal(m["num"])
            if m2 := SECOND_PERCENT.search(m["tail"] or ""):
                entry.second_percent = Decimal(m2[1])
            tail = _OF_WHAT.sub(" ", m["tail"] or "")
            entry.marks = tuple(_MARKS.findall(tail)) if tail else ()
            text = m["name"]
        if (below := next((g.cost for g in group if g.cost is not None), None)) is not None:
            entry.cost = below * group[0].value_scale
        if m3 := cost_in(text):
            entry.cost = Decimal(m3[1].replace(",", "")) * group[0].value_scale
            text = f"{text[: m3.start()]} {text[m3.end() :]}"
        if is_continued(text):
            text = CONTINUED.sub("", text)
        text = text.rstrip(" (")
        text, marks = split_marks(_DASHES.sub("", text).strip(), self.known)
        entry.text = _DASHES.sub("", text)
        entry.marks = (*(mark for ln in group for mark in ln.marks), *entry.marks, *marks)
        if not entry.text:
            entry.kind = "text"  # figures or signs alone name no section
        self.out.append(entry)

    def _give_up_waiting(self) -> None:
        for line in self.waiting:
            self.out.append(Entry("text", [line], line.text, x=line.x))
        self.waiting = []

    def _same_as_above(self, entry: Entry) -> tuple[str, tuple[str, ...]]:
        """The description of the row directly above, for a row that leaves its own blank."""
        above = self.out[-1] if self.out else None
        if above is None or above.kind != "row" or entry.first.gap or entry.first.ruled or entry.first.page_top:
            return "", ()
        return (f"{above.issuer}, {above.text}".strip(", ") if above.text else above.issuer), above.marks

    # --- issuers -------------------------------------------------------------------------------------------------

    def _issuer_for(self, entry: Entry) -> tuple[str, tuple[str, ...]]:
        """The issuer lines an entry stands under, and their marks."""
        text = entry.text
        if self.issuers:
            tranche = bool(TRANCHE.match(text)) or not text
            slack = 4.0 if self.style.grid else 0.0  # points: a blank before a name is no indentation
            goes_on = tranche and _PURE_TERMS.match(text)
            kept = [
                i
                for i in self.issuers
                if i[0] < entry.x - slack
                or (i[0] <= entry.x + slack and tranche and (goes_on or not _same_tranche(i[1], text)))
            ]
            self.issuers = kept
            if kept:
                # a name that goes on in the next line without a comma ends in a blank
                return ", ".join(i[1] for i in kept).replace(" , ", " ").rstrip(), tuple(m for i in kept for m in i[2])
        last = self.out[-1] if self.out else None
        if (
            last is not None
            and last.kind == "row"
            and len(last.lines) > 1
            and not entry.first.gap
            and last.x < entry.x == last.valued.x
            and last.first.text.endswith(",")
            # or the issuer's line ends though the next word had room in it
            and (TRANCHE.match(text) or not (self.style.grid or self._filled(last.first, last.lines[1])))
        ):  # "Republic of Ukraine," over "144A, 7.65%, 6/11/13" and "FRN, 5.361%, 8/05/09"
            name, marks = split_marks(last.first.text.rstrip(" ,"), self.known)
            self.issuers = [(last.x, name, marks)]
            return name, marks
        if not self.out or not _NAMELESS.match(text):
            return "", ()
        above = next((e for e in reversed(self.out[-3:]) if e.kind == "row"), None)
        if above is None or self.out[-1] is not above or above.x < entry.x - 2:
            return "", ()
        whole = f"{above.issuer}, {above.text}" if above.issuer else above.text
        m = _NAME_ABOVE.match(whole)
        return (m[1], ()) if m else ("", ())


def _same_tranche(above: str, text: str) -> bool:
    """Whether a carried line is a tranche as the row is, and not the series that the row is a class of."""
    return bool(TRANCHE.match(above)) and not (
        _SERIES.match(above) and _SERIES.match(text) and above.split()[0].lower() != text.split()[0].lower()
    )


def _open(text: str) -> bool:
    """Whether a bracket is left open."""
    return text.count("(") > text.count(")") and amount(text) is None
