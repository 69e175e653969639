"""Financial statements (Regulation S-X 6-04, 6-07, 6-09) and financial highlights (Form N-1A Item 13, N-2 Item 4)."""

from __future__ import annotations

from datetime import date

from fundfilings.models.base import Model, Number
from fundfilings.spans import Span


class StatementLine(Model):
    """One printed line. `caption` as printed (marks and leaders removed); `key` the canonical key of
    docs/statement-keys.md or None; `depth` its printed indentation level; `group` the caption it stands under;
    `values` aligned with the statement's columns, None where nothing is printed, 0 for a dash; `caption_figures`
    what its parentheses print ("(cost $280,615,620)"), each with its words (`caption_figure_words`), money in full
    units; "of $4,031 and $5,072, respectively" is two of the same words."""

    caption: str
    key: str | None = None
    depth: int = 0
    group: str | None = None
    values: tuple[Number | None, ...] = ()
    caption_figures: tuple[Number, ...] = ()
    caption_figure_words: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    source: Span | None = None


class Statement(Model):
    """One financial statement of one fund. `columns` are printed labels (classes or periods); money in full units."""

    title: str | None = None
    as_of: date | None = None
    periods: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    value_scale: int = 1
    lines: tuple[StatementLine, ...] = ()
    source: Span | None = None


class Statements(Model):
    """The statements of one fund; None where the filing prints none."""

    assets_and_liabilities: Statement | None = None
    operations: Statement | None = None
    changes_in_net_assets: Statement | None = None
    cash_flows: Statement | None = None


class Period(Model):
    """A period as printed (`label`), with its dates where the label gives them; `months` its length."""

    label: str
    start: date | None = None
    end: date | None = None
    months: int | None = None


class HighlightsItem(Model):
    """One figure of the highlights: per-share amounts and ratios as printed, net assets in full units, percents as
    percent numbers. A printed dash is 0 with `dash` true."""

    caption: str
    key: str | None = None
    group: str | None = None
    value: Number | None = None
    dash: bool = False
    markers: tuple[str, ...] = ()
    source: Span | None = None


class HighlightsColumn(Model):
    """The highlights of one class for one period, whichever way the print runs."""

    class_name: str | None = None
    period: Period
    items: tuple[HighlightsItem, ...] = ()
    source: Span | None = None


class FairValueLevel(Model):
    """One row of the level table (ASC 820): money in full units."""

    caption: str
    level_1: Number | None = None
    level_2: Number | None = None
    level_3: Number | None = None
    total: Number | None = None
    source: Span | None = None
