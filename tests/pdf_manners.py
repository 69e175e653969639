"""One schedule printed in many manners: the same words and figures, set and written in other ways.

A layout sets the schedule on pages as texts with places; a writer draws these into a PDF in one way or another:

    two_columns(rows) -> [[Text(x, top, "Acme Aircraft Corp.", ...), ...], ...]      one list a page
    by_column(pages)  -> b"%PDF-..."                                                 all names, then all figures
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import reportlab
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = letter
_MARK = re.compile(r"\^\{([^{}]*)\}")


@dataclass(frozen=True)
class Position:
    name: str
    shares: int
    value: int
    mark: str = ""


#: (class, industry, positions)
SECTIONS: list[tuple[str, str, list[Position]]] = [
    (
        "Common Stocks",
        "Aerospace & Defense",
        [
            Position("Acme Aircraft Corp.", 12_400, 310_000),
            Position("Bolt Fasteners, Inc.", 9_150, 128_557, "a"),
            Position("Cog & Flange Co., Class A", 1_020, 93_840),
        ],
    ),
    (
        "Common Stocks",
        "Banks",
        [
            Position("Delta First Financial Corp.", 22_000, 645_920),
            Position("Efficient Bancshares", 3_333, 51_495, "a,b"),
            Position("First Official Trust Co.", 7_812, 207_799),
            Position("Gulf Savings Bank", 45_100, 1_082_400),
            Position("Harbor Community Affiliated Bancorporation of the Northern Shore, Inc.", 6_020, 88_410),
        ],
    ),
    (
        "Common Stocks",
        "Software",
        [
            Position("Helix Workflow Systems, Inc.", 15_600, 2_111_460, "b"),
            Position("Ivory Office Software plc", 880, 70_840),
            Position("Juniper Fields Ltd.", 64_205, 1_412_510),
        ],
    ),
    (
        "Preferred Stocks",
        "Utilities",
        [
            Position("Kestrel Power & Light", 4_000, 98_760),
            Position("Lark Gas Co., Series B", 2_500, 61_325, "a"),
        ],
    ),
    ("Money Market Funds", "", [Position("Merlin Treasury Fund", 301_512, 301_512, "c")]),
]
LEGEND = [
    ("a", "Non-income producing security."),
    ("b", "All or a portion of this security is on loan."),
    ("c", "Affiliated issuer."),
]
FUND, TITLE, AS_OF = "Example Growth Fund", "Schedule of Investments", "March 31, 2024"
TOTAL = sum(p.value for _, _, held in SECTIONS for p in held)
OTHER = -27_914
NET_ASSETS = TOTAL + OTHER


def percent(value: int) -> str:
    return f"{100 * value / NET_ASSETS:.1f}%"


def answers() -> list[tuple[str, int, int, list[str], list[str]]]:
    """(description, balance, value, section path, marks) of every position."""
    return [
        (p.name, p.shares, p.value, [above, *([industry] if industry else [])], p.mark.split(",") if p.mark else [])
        for above, industry, held in SECTIONS
        for p in held
    ]


@dataclass(frozen=True)
class Line:
    """A row of the schedule: its kind, name, shares, value and percent of net assets."""

    kind: str
    name: str
    shares: str = ""
    value: str = ""
    percent: str = ""


def schedule() -> list[Line]:
    out: list[Line] = []
    for n, (above, industry, held) in enumerate(SECTIONS):
        whole = sum(p.value for a, _, ps in SECTIONS if a == above for p in ps)
        if not n or SECTIONS[n - 1][0] != above:
            out.append(Line("class", above, percent=percent(whole)))
        if industry:
            out.append(Line("industry", industry, percent=percent(sum(p.value for p in held))))
        for p in held:
            mark = "^{" + "".join(f"({m})" for m in p.mark.split(",")) + "}" if p.mark else ""
            out.append(Line("row", p.name + mark, f"{p.shares:,}", f"{p.value:,}", percent(p.value)))
        if n + 1 == len(SECTIONS) or SECTIONS[n + 1][0] != above:
            out.append(Line("subtotal", f"Total {above}", value=f"{whole:,}", percent=percent(whole)))
    out.append(Line("total", "Total Investments", value=f"$ {TOTAL:,}", percent=percent(TOTAL)))
    out.append(
        Line("total", "Liabilities in Excess of Other Assets", value=f"({-OTHER:,})", percent=f"({percent(-OTHER)})")
    )
    out.append(Line("total", "Net Assets", value=f"$ {NET_ASSETS:,}", percent="100.0%"))
    return out


@dataclass(frozen=True)
class Text:
    """A text that begins (or, `right`, ends) at x, on the baseline `top` points below the top of the page. `track` is
    the space between its letters, `column` the printed column that it stands in."""

    x: float
    top: float
    text: str
    size: float = 8
    face: str = "Helvetica"
    right: bool = False
    column: int = 0
    track: float = 0.0
    grey: float = 0.0
    slant: float = 0.0


Pages = list[list[Text]]
BOLD = "Helvetica-Bold"
FACES = {"class": BOLD, "industry": "Helvetica-Oblique", "subtotal": "Helvetica", "total": BOLD}


def width(text: Text) -> float:
    """The width of a text with its marks small, without the marks at the end."""
    plain = _MARK.sub("", text.text)
    return stringWidth(plain, text.face, text.size) + text.track * len(plain)


def titles(continued: bool = False) -> list[Text]:
    return [
        Text(40, 50, FUND, 14, BOLD),
        Text(40, 68, TITLE + (" (continued)" if continued else ""), 11),
        Text(40, 82, AS_OF, 9),
    ]


def legend(x: float, top: float) -> list[Text]:
    out = []
    for i, (mark, text) in enumerate(LEGEND):
        out += [Text(x, top + 10 * i, f"({mark})", 7, column=0), Text(x + 16, top + 10 * i, text, 7, column=1)]
    return out


def wrapped(name: str, face: str, size: float, room: float) -> list[str]:
    """A name on lines of a width."""
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(_MARK.sub("", longer), face, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


# --- layouts -------------------------------------------------------------------------------------------------------


def one_column() -> Pages:
    """Name, shares, value; percents in the headings."""
    page = [*titles(), Text(340, 104, "Shares", 8, BOLD, True, 1), Text(440, 104, "Value", 8, BOLD, True, 2)]
    top = 120.0
    for ln in schedule():
        name = ln.name if ln.kind in ("row", "subtotal") else f"{ln.name} - {ln.percent}"
        page.append(Text(40 + 8 * (ln.kind == "row"), top, name, 8, FACES.get(ln.kind, "Helvetica")))
        page += [
            Text(x, top, s, right=True, column=i)
            for i, (x, s) in enumerate(((340, ln.shares), (440, ln.value)), 1)
            if s
        ]
        top += 11 + 4 * (ln.kind in ("subtotal", "total"))
    return [
        [
            *page,
            *legend(40, top + 20),
            Text(40, 760, "See accompanying notes to financial statements.", 7),
            Text(300, 775, "7", 8),
        ]
    ]


def shares_first(room: float = 170) -> Pages:
    """Shares before names, close; long names wrap, figures on the last of their lines."""
    page = [*titles(), Text(80, 104, "Shares", 8, BOLD, True), Text(400, 104, "Value", 8, BOLD, True, 2)]
    top = 120.0
    for ln in schedule():
        name = ln.name if ln.kind in ("row", "subtotal") else f"{ln.name} ({ln.percent})"
        lines = wrapped(name, "Helvetica", 8, room) if ln.kind == "row" else [name]
        if ln.shares:
            page.append(Text(80, top, ln.shares, right=True))
        for n, part in enumerate(lines):
            x = 86 + 6 * (n > 0) if ln.kind == "row" else 40
            page.append(Text(x, top + 10 * n, part, 8, FACES.get(ln.kind, "Helvetica"), column=1))
        top += 10 * (len(lines) - 1)
        if ln.value:
            page.append(Text(400, top, ln.value, right=True, column=2))
        top += 11
    return [[*page, *legend(40, top + 20)]]


def two_columns(heads: bool = True, columns: int = 2) -> Pages:
    """The page in columns of names, shares and values; long names wrap, figures on the first of their lines."""
    page = titles()
    room = 532 / columns
    lines = schedule()
    part = -(-len(lines) // columns)
    bottom = 0.0
    for n in range(columns):
        left = 40 + n * room
        top = 110.0
        if heads or not n:
            page += [
                Text(left, top, "Security", 7, BOLD, column=3 * n),
                Text(left + 0.68 * room, top, "Shares", 7, BOLD, True, 3 * n + 1),
            ]
            page.append(Text(left + 0.93 * room, top, "Value", 7, BOLD, True, 3 * n + 2))
        top += 12
        for ln in lines[n * part : (n + 1) * part]:
            name = ln.name if ln.kind in ("row", "subtotal") else f"{ln.name} {ln.percent}"
            face = FACES.get(ln.kind, "Helvetica")
            for i, (x, s) in enumerate(((0.68, ln.shares), (0.93, ln.value)), 1):
                if s:
                    page.append(Text(left + x * room, top, s, 7, face, True, 3 * n + i))
            for i, part_ in enumerate(wrapped(name, face, 7, 0.5 * room)):
                page.append(Text(left + 5 * (i > 0), top + 9 * i, part_, 7, face, column=3 * n))
            top += 9 * i + 10
        bottom = max(bottom, top)
    return [[*page, *legend(40, bottom + 20), Text(300, 770, "12", 8)]]


def leaders(dot: str = ". ") -> Pages:
    """Dots between a name and its figures; the name in front, percents in a column of their own."""
    page = [*titles(), Text(360, 104, "Shares", 8, BOLD, True, 1), Text(450, 104, "Value", 8, BOLD, True, 2)]
    page.append(Text(540, 104, "% of Net Assets", 8, BOLD, True, 3))
    top = 120.0
    for ln in schedule():
        if ln.kind in ("class", "industry"):
            page.append(Text(40, top, ln.name, 8, FACES[ln.kind]))
        else:
            t = Text(40, top, ln.name, 8, FACES.get(ln.kind, "Helvetica"))
            dots = dot * int((300 - 44 - width(t) - 14) / stringWidth(dot, "Helvetica", 8))
            page += [t, Text(306 - stringWidth(dots, "Helvetica", 8), top, dots, column=0)]
        cells = ((360, ln.shares), (450, ln.value), (540, ln.percent if ln.value else ""))
        page += [Text(x, top, s, right=True, column=i) for i, (x, s) in enumerate(cells, 1) if s]
        top += 11
    return [[*page, *legend(40, top + 20)]]


def small_capitals() -> Pages:
    """Titles in small capitals, captions letterspaced; subtotals without a caption."""
    page: list[Text] = []

    def capitals(x: float, top: float, text: str, size: float) -> None:
        for word in text.split(" "):
            page.append(Text(x, top, word[0], size, "Times-Roman"))
            x += stringWidth(word[0], "Times-Roman", size)
            page.append(Text(x, top, word[1:].upper(), 0.78 * size, "Times-Roman"))
            x += stringWidth(word[1:].upper(), "Times-Roman", 0.78 * size) + 0.28 * size

    capitals(40, 50, FUND, 14)
    capitals(40, 68, TITLE, 12)
    page.append(Text(40, 82, AS_OF, 9, "Times-Roman"))
    page += [Text(340, 104, "Shares", 8, "Times-Bold", True, 1), Text(440, 104, "Value", 8, "Times-Bold", True, 2)]
    top = 120.0
    for ln in schedule():
        if ln.kind == "class":
            page.append(Text(40, top, f"{ln.name.upper()} - {ln.percent}", 8, "Times-Bold", track=1.6))
        elif ln.kind == "industry":
            capitals(46, top, f"{ln.name} - {ln.percent}", 9)
        elif ln.kind == "subtotal":
            page.append(Text(440, top, ln.value, 8, "Times-Roman", True, 2))
        else:
            name = ln.name if ln.kind == "row" else f"{ln.name} - {ln.percent}"
            page.append(Text(52 if ln.kind == "row" else 40, top, name, 8, "Times-Roman"))
            page += [
                Text(x, top, s, 8, "Times-Roman", True, i)
                for i, (x, s) in enumerate(((340, ln.shares), (440, ln.value)), 1)
                if s
            ]
        top += 11
    return [[*page, *legend(40, top + 20)]]


def continued(rows: int = 9) -> Pages:
    """Few rows a page under heads that print again; running heads and feet, page numbers left and right."""
    out: Pages = []
    lines = schedule()
    for n in range(0, len(lines), rows):
        right = len(out) % 2
        page = [Text(560 if right else 40, 30, "Example Funds Annual Report", 7, right=bool(right))]
        page += titles(n > 0)
        page += [Text(340, 104, "Shares", 8, BOLD, True, 1), Text(440, 104, "Value (Note 2)", 8, BOLD, True, 2)]
        top = 120.0
        for ln in lines[n : n + rows]:
            name = ln.name if ln.kind in ("row", "subtotal") else f"{ln.name}—{ln.percent}"
            page.append(Text(40, top, name, 8, FACES.get(ln.kind, "Helvetica")))
            page += [
                Text(x, top, s, right=True, column=i)
                for i, (x, s) in enumerate(((340, ln.shares), (440, ln.value)), 1)
                if s
            ]
            top += 12
        if n + rows >= len(lines):
            page += legend(40, top + 20)
        page += [Text(306, 750, "The accompanying notes are an integral part of these financial statements.", 7)]
        page += [Text(560 if right else 40, 770, f"{14 + len(out)}", 8, right=bool(right))]
        out.append(page)
    return out


LAYOUTS: dict[str, Callable[[], Pages]] = {
    "one column": one_column,
    "shares first": shares_first,
    "two columns": two_columns,
    "two columns, one head": lambda: two_columns(heads=False),
    "three columns": lambda: two_columns(columns=3),
    "leaders of dots apart": leaders,
    "leaders": lambda: leaders("."),
    "small capitals": small_capitals,
    "continued": continued,
}


# --- writers -------------------------------------------------------------------------------------------------------


def draw(canvas: Canvas, text: Text, height: float = HEIGHT) -> None:
    x = text.x - width(text) if text.right else text.x
    canvas.setFillGray(text.grey)
    at = 0
    for m in (*_MARK.finditer(text.text), None):
        shown = text.text[at : m.start() if m else None]
        if shown:
            written = canvas.beginText(x, height - text.top)
            written.setFont(text.face, text.size)
            written.setCharSpace(text.track)
            written.textOut(shown)
            canvas.drawText(written)
            x += stringWidth(shown, text.face, text.size) + text.track * len(shown)
        if m:
            canvas.setFont(text.face, 0.6 * text.size)
            canvas.drawString(x, height - text.top + 0.35 * text.size, m[1])
            x += stringWidth(m[1], text.face, 0.6 * text.size)
            at = m.end()


def book(
    pages: Pages, each: Callable[[Canvas, list[Text]], None], size: tuple[float, float] = letter, invariant: int = 1
) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=invariant)
    for page in pages:
        each(canvas, page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def in_order(pages: Pages, order: Callable[[list[Text]], Iterable[Text]] = list) -> bytes:
    """Every text as one string, row by row."""
    return book(pages, lambda canvas, page: [draw(canvas, t) for t in order(page)] and None)


def by_column(pages: Pages) -> bytes:
    """All names of a table first, then all figures of its first column, and so on."""
    return in_order(pages, lambda page: sorted(page, key=lambda t: t.column))


def shuffled(pages: Pages) -> bytes:
    dice = Random(3)
    return in_order(pages, lambda page: dice.sample(page, len(page)))


def backwards(pages: Pages) -> bytes:
    return in_order(pages, lambda page: page[::-1])


def _parts(text: Text, pattern: str) -> Iterator[Text]:
    """A text's parts, each at its place."""
    x = text.x - width(text) if text.right else text.x
    at = 0
    for m in _MARK.split(text.text)[::2]:
        for part in re.finditer(pattern, m):
            before = text.text[: at + part.start()]
            gone = stringWidth(before, text.face, text.size) + text.track * len(before)
            yield replace(text, x=x + gone, text=part[0], right=False)
        at += len(m)
        break
    if mark := _MARK.search(text.text):
        yield replace(text, x=x + width(text), text=mark[0], right=False)


def by_word(pages: Pages) -> bytes:
    """Every word is a text of its own, and no blank is written."""
    return in_order(pages, lambda page: [p for t in page for p in _parts(t, r"\S+")])


def by_letter(pages: Pages) -> bytes:
    """Every letter is a text of its own."""
    return in_order(pages, lambda page: [p for t in page for p in _parts(t, r"\S")])


def on_its_side(pages: Pages) -> bytes:
    """The page is turned to be read: landscape paper, drawn upwards on a portrait sheet."""

    def each(canvas: Canvas, page: list[Text]) -> None:
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        for t in page:
            draw(canvas, t)

    return book(pages, each, (HEIGHT, WIDTH))


def turned_page(pages: Pages) -> bytes:
    """As `on_its_side`, and the page says that it is shown turned back."""

    def each(canvas: Canvas, page: list[Text]) -> None:
        canvas.setPageRotation(90)
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        for t in page:
            draw(canvas, t)

    return book(pages, each, (HEIGHT, WIDTH))


def in_forms(pages: Pages) -> bytes:
    """What is printed stands in a form that the page draws, moved and made smaller."""

    def each(canvas: Canvas, page: list[Text]) -> None:
        name = f"form{canvas.getPageNumber()}"
        canvas.beginForm(name)
        for t in page:
            draw(canvas, t)
        canvas.endForm()
        canvas.translate(30, 60)
        canvas.scale(0.9, 0.9)
        canvas.doForm(name)

    return book(pages, each)


def watermarked(pages: Pages) -> bytes:
    """A word across the page, and another upright behind the table, both in light grey."""

    def each(canvas: Canvas, page: list[Text]) -> None:
        canvas.saveState()
        canvas.setFillGray(0.9)
        canvas.setFont(BOLD, 90)
        canvas.translate(120, 150)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT COPY")
        canvas.restoreState()
        canvas.setFillGray(0.92)
        canvas.setFont(BOLD, 60)
        canvas.drawString(150, HEIGHT - 300, "SAMPLE")
        for t in page:
            draw(canvas, t)

    return book(pages, each)


def cropped(pages: Pages) -> bytes:
    """The page shows a part of a larger sheet, whose corner is not at 0, 0."""

    def each(canvas: Canvas, page: list[Text]) -> None:
        canvas.setCropBox((50, 70, 50 + WIDTH, 70 + HEIGHT))
        canvas.translate(50, 70)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(-40, -30, "printer's note off the page 1,234,567")
        for t in page:
            draw(canvas, t)

    return book(pages, each, (WIDTH + 100, HEIGHT + 140))


def scaled(pages: Pages) -> bytes:
    """Sizes stand in the matrix: the font's own size is 1."""

    def each(canvas: Canvas, page: list[Text]) -> None:
        canvas.scale(0.01, 0.01)
        for t in page:
            draw(canvas, replace(t, x=100 * t.x, top=100 * t.top, size=100 * t.size, track=100 * t.track), 100 * HEIGHT)

    return book(pages, each)


_LIGATURES = (("ffi", "\ufb03"), ("fi", "\ufb01"), ("fl", "\ufb02"))


def with_ligatures(pages: Pages) -> bytes:
    """An embedded face of which only some letters are there, with ligatures for fi and fl."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera"), ("Vera-Bold", "VeraBd")):
        pdfmetrics.registerFont(TTFont(name, fonts / f"{file}.ttf"))

    def face(t: Text) -> Text:
        text = t.text
        for plain, one in _LIGATURES[1:]:
            text = text.replace(plain, one)
        return replace(t, text=text, face="Vera-Bold" if "Bold" in t.face else "Vera", size=0.85 * t.size)

    return in_order(pages, lambda page: [face(t) for t in page])


def twice(pages: Pages) -> bytes:
    """Bold by drawing again, a little to the right."""
    return in_order(
        pages, lambda page: [c for t in page for c in ((t, replace(t, x=t.x + 0.25)) if "Bold" in t.face else (t,))]
    )


WRITERS: dict[str, Callable[[Pages], bytes]] = {
    "in order": in_order,
    "by column": by_column,
    "shuffled": shuffled,
    "backwards": backwards,
    "by word": by_word,
    "by letter": by_letter,
    "on its side": on_its_side,
    "turned page": turned_page,
    "in forms": in_forms,
    "watermarked": watermarked,
    "cropped": cropped,
    "scaled": scaled,
    "with ligatures": with_ligatures,
    "twice": twice,
}
