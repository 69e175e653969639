"""Bytes to a Submission: what was filed, in parts, before anything of its content is read.

    <SEC-DOCUMENT>0001193125-18-174923.txt : 20180525
    <SEC-HEADER> ... CONFORMED SUBMISSION TYPE: N-Q ... </SEC-HEADER>
    <DOCUMENT><TYPE>N-Q<SEQUENCE>1<FILENAME>d123dnq.htm<TEXT> ... </TEXT></DOCUMENT>
    <DOCUMENT><TYPE>EX-99.CERT ...

A file without any of this is one document, and its cover page takes the header's place.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fundfilings.errors import UnreadableInput, UnsupportedForm
from fundfilings.models import Issue, Registrant, make_issue
from fundfilings.source.container import PartKind, is_piped, is_rendering, part_kind, refuse_binary, xml_root
from fundfilings.source.cover import Cover, read_cover
from fundfilings.source.decoding import decode
from fundfilings.source.front import read_front
from fundfilings.source.header import Header, read_header, unescape
from fundfilings.source.pdf_file import is_pdf, opening_text
from fundfilings.source.uuencoded import uudecoded
from fundfilings.spans import Span

#: The forms that are fund reports. NPORT-EX is a form of its own and an exhibit of Form N-PORT.
REPORT_FORMS = ("N-Q", "N-CSR", "N-CSRS", "N-30D", "N-30B-2", "NPORT-EX")
_READS = "Forms " + ", ".join(REPORT_FORMS) + " and their amendments are read"
_REPORT_TYPE = re.compile(r"^(?:N-Q|N-CSRS?|N-30D|N-30B-?2|NPORT-EX)(?:\s*/\s*A)?$")
#: Exhibits that never hold a report: certifications, codes of ethics, policies, letters of accountants.
_FORMAL_EXHIBIT = re.compile(
    r"CERT|CODE|ETH|906|302|1350|PROXY|POL|CONSENT|19\(?[AB]|VOTE|^EX-(?:23|24|27|31|32|101|104|FILING)"
)
_SCHEDULE_TITLE = re.compile(
    r"^[\W\d]{0,40}(?:consolidated\s+|condensed\s+|combined\s+)?(?:summary\s+)?(?:schedules?|statements?|portfolios?)\s+of\s+"
    r"(?:portfolio\s+)?(?:investments|holdings|net\s+assets)\b|^[\W\d]{0,40}investment\s+portfolio\b",
    re.I | re.M,
)
_NET_ASSETS = re.compile(r"\bnet\s+assets\b", re.I)
_FIGURE = re.compile(r"\d{1,3},\d{3}")
#: An exhibit with a schedule prints many figures; one that only mentions a schedule prints few.
_REPORT_FIGURES = 60

_PART_TAG = re.compile(r"<(/?)DOCUMENT>", re.I)
_TEXT_TAG = re.compile(r"<TEXT>[ \t]*\r?\n?", re.I)
_FIELD = re.compile(r"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\n<]*)")
_HEADER_START = re.compile(r"<(?:SEC-HEADER|IMS-HEADER|SUBMISSION)>", re.I)
_SUBMISSION_TAG = re.compile(r"<(?:SEC-DOCUMENT|IMS-DOCUMENT|SEC-HEADER|IMS-HEADER|SUBMISSION)>", re.I)
_CLOSED = re.compile(r"</(?:SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION)>|-----END PRIVACY", re.I)
#: Characters between <DOCUMENT> and <TEXT>: a few tags, never more.
_PREAMBLE = 6_000


@dataclass(frozen=True, slots=True)
class Document:
    """One <DOCUMENT> part, or the whole of a bare file.

    number     1-based in the submission
    type       "N-CSR", "EX-99.CERT", "" where a bare file says nothing
    text       the body inside <TEXT>, decoded; of a PDF that is read, the text of its first pages; empty for parts that
               are not text (pdf, image, binary)
    line,start the body's first line (1-based) and character in the decoded whole input
    is_report  whether it is a main report, or an exhibit that prints a schedule of its own
    data       the file itself, of a PDF that is read
    """

    number: int
    type: str
    filename: str | None
    description: str | None
    text: str
    line: int
    start: int
    kind: PartKind
    is_report: bool
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Submission:
    """One input, taken apart. Offsets and lines are those of the whole decoded input (`decoding.decode`), which is not
    kept beside the bodies of its documents: it is as much again."""

    name: str | None
    sha256: str
    size: int
    container: str
    header: Header
    documents: tuple[Document, ...]
    issues: tuple[Issue, ...] = ()

    @property
    def reports(self) -> tuple[Document, ...]:
        """The documents to be read, in printed order."""
        return tuple(d for d in self.documents if d.is_report)


@dataclass(frozen=True, slots=True)
class _Part:
    """Where one part stands, before its body is looked at: [start, end) is the body, `closed` says </DOCUMENT> came."""

    fields: dict[str, str]
    start: int
    end: int
    closed: bool


def read_submission(data: bytes, name: str | None = None, pdf_parts: bool = False) -> Submission:
    """Take an input apart into header and documents.

    `data` is an EDGAR full submission, one HTML, text or PDF document, or a text rendering of one; `name` is carried
    on. With `pdf_parts`, reports that a submission holds as PDF are decoded where its text prints no schedule. Raises
    UnreadableInput for input that holds no text (empty, image, archive) and UnsupportedForm for a readable filing of
    another form. Everything else that is wrong becomes an Issue.
    """
    if is_pdf(data):
        return _pdf_submission(data, name)
    refuse_binary(data)
    decoded = decode(data)
    text = decoded.text
    if root := xml_root(text):
        raise UnsupportedForm(_xml_message(root))
    issues: list[Issue] = []
    if decoded.replaced:
        issues.append(
            make_issue("source.mis-encoded", f"{decoded.replaced} characters are no text in {decoded.encoding}")
        )
    parts = list(_parts(text))
    in_submission = bool(parts) or bool(_SUBMISSION_TAG.search(text[:20_000]))
    if not parts:
        start = _header_end(text) if in_submission else 0
        parts = [_Part({}, start, len(text), closed=not in_submission)]
    header = _header(text, parts[0].start)
    documents = tuple(_documents(text, parts))
    if pdf_parts:
        documents, unread = _with_pdf(text, parts, documents)
        issues.extend(unread)
    header, documents = _completed(header, documents)
    _refuse_other_forms(header, documents)
    issues.extend(_truncation(text, header, parts, in_submission))
    issues.extend(_unread(documents))
    if header.form is None:
        issues.append(make_issue("source.form-unknown", "neither a header nor a cover page names the form"))
    container = _container(documents, in_submission and _HEADER_START.search(text, 0, parts[0].start) is not None)
    digest = hashlib.sha256(data).hexdigest()
    return Submission(name, digest, len(data), container, header, documents, tuple(issues))


def _pdf_submission(data: bytes, name: str | None) -> Submission:
    """A PDF file as a submission of one document."""
    document = Document(1, "", None, None, opening_text(data), 1, 0, "pdf", is_report=True, data=data)
    header, documents = _completed(Header(), (document,))
    front = read_front(document.text)
    form = header.form or front.form
    issues: tuple[Issue, ...] = ()
    if header.form is None:
        told = f"; its words are those of Form {form}" if form else ""
        issues = (make_issue("source.form-unknown", f"no cover page names the form{told}"),)
    header = replace(header, form=form, period_of_report=header.period_of_report or front.period)
    documents = tuple(replace(d, type=d.type or form or "", text="") for d in documents)
    digest = hashlib.sha256(data).hexdigest()
    return Submission(name, digest, len(data), "pdf", header, documents, issues)


# --- parts -----------------------------------------------------------------------------------------------------------


def _parts(text: str) -> Iterator[_Part]:
    """The <DOCUMENT> parts; one that is not closed ends where the next begins. Empty ones are left out."""
    opened: int | None = None
    for tag in _PART_TAG.finditer(text):
        if opened is not None and (part := _part(text, opened, tag.start(), closed=bool(tag[1]))):
            yield part
        opened = None if tag[1] else tag.end()
    if opened is not None and (part := _part(text, opened, len(text), closed=False)):
        yield part


def _part(text: str, start: int, end: int, closed: bool) -> _Part | None:
    body = _TEXT_TAG.search(text, start, min(end, start + _PREAMBLE))
    fields = {
        m[1]: unescape(m[2]).strip()
        for m in _FIELD.finditer(text, start, body.start() if body else min(end, start + 1000))
    }
    if body is None:
        if not fields and not text[start : min(end, start + 1000)].strip():
            return None
        return _Part(fields, start, end, closed)
    stop = text.rfind("</TEXT>", body.end(), end)
    if stop < 0:
        stop = text.rfind("</text>", body.end(), end) if closed else -1
    return _Part(fields, body.end(), stop if stop >= 0 else end, closed)


def _documents(text: str, parts: list[_Part]) -> Iterator[Document]:
    line, counted = 1, 0
    for number, part in enumerate(parts, 1):
        line += text.count("\n", counted, part.start)
        counted = part.start
        body = text[part.start : part.end]
        type_ = part.fields.get("TYPE", "").upper()
        filename = part.fields.get("FILENAME") or None
        kind = part_kind(body, type_, filename or "")
        readable = kind in ("html", "text")
        yield Document(
            number=number,
            type=type_,
            filename=filename,
            description=part.fields.get("DESCRIPTION") or None,
            text=body if readable or kind == "xml" else "",
            line=line,
            start=part.start,
            kind=kind,
            is_report=readable and _is_report(type_, body),
        )


def _is_report(type_: str, body: str) -> bool:
    """Main documents, parts without a type, and exhibits that print a schedule."""
    if not type_ or _REPORT_TYPE.match(type_):
        return True
    if not type_.startswith("EX-") or _FORMAL_EXHIBIT.search(type_):
        return False
    return _prints_schedule(body)


def _prints_schedule(body: str) -> bool:
    """Whether a body has a schedule's title and as many figures as one prints."""
    if not _SCHEDULE_TITLE.search(re.sub(r"<[^<>]*>", "", body) if "</" in body[:4000] else body):
        return False
    figures = sum(1 for _ in zip(range(_REPORT_FIGURES), _FIGURE.finditer(body), strict=False))
    return figures == _REPORT_FIGURES and _NET_ASSETS.search(body) is not None


def _with_pdf(
    text: str, parts: list[_Part], documents: tuple[Document, ...]
) -> tuple[tuple[Document, ...], list[Issue]]:
    """The documents, with those decoded that are reports in PDF, unless the same report prints its schedule in text."""
    if any(d.is_report and _prints_schedule(d.text) for d in documents):
        return documents, []
    out: list[Document] = []
    issues: list[Issue] = []
    for document, part in zip(documents, parts, strict=True):
        if document.kind == "pdf" and (not document.type or _REPORT_TYPE.match(document.type)):
            try:
                data = uudecoded(text[part.start : part.end])
                document = replace(document, data=data, text=opening_text(data), is_report=True)
            except UnreadableInput as error:
                where = Span(document=document.number, line=document.line, start=document.start)
                issues.append(make_issue("source.part-not-read", f"PDF part not read: {error}", where))
        out.append(document)
    return tuple(out), issues


# --- header and cover ------------------------------------------------------------------------------------------------


def _header(text: str, end: int) -> Header:
    start = _HEADER_START.search(text, 0, min(end, len(text)))
    return read_header(text[start.end() : end]) if start else Header()


def _header_end(text: str) -> int:
    m = re.compile(r"</(?:SEC-HEADER|IMS-HEADER)>[ \t]*\n?", re.I).search(text[:2_000_000])
    return m.end() if m else 0


def _completed(header: Header, documents: tuple[Document, ...]) -> tuple[Header, tuple[Document, ...]]:
    """The header with what only the cover page says; a bare document gets its form as its type."""
    report = next((d for d in documents if d.is_report), None)
    if report is None or (header.form and header.period_of_report and header.filers and header.fiscal_year_end):
        return header, documents
    cover = read_cover(report.text, report.kind == "html")
    form = header.form or report.type or _form_of_cover(cover)
    filers = header.filers
    if not filers and (cover.registrant or cover.file_number):
        filers = (Registrant(name=cover.registrant, file_number=cover.file_number),)
    header = replace(
        header,
        form=form,
        period_of_report=header.period_of_report or cover.period,
        filers=filers,
        fiscal_year_end=header.fiscal_year_end or cover.fiscal_year_end,
    )
    if form and not report.type:
        documents = tuple(replace(d, type=form) if d is report else d for d in documents)
    return header, documents


def _form_of_cover(cover: Cover) -> str | None:
    if cover.other_form:
        raise UnsupportedForm(f"the document is a Form {cover.other_form}; {_READS}")
    return cover.form


def _refuse_other_forms(header: Header, documents: tuple[Document, ...]) -> None:
    if header.form is None or _REPORT_TYPE.match(header.form):
        return
    if any(d.is_report and _REPORT_TYPE.match(d.type) for d in documents):
        return  # an N-PORT submission with its NPORT-EX exhibit, say
    if header.form.startswith("NPORT"):
        raise UnsupportedForm(
            f"the submission is a Form {header.form} without an NPORT-EX exhibit; {_xml_message('edgarSubmission')}"
        )
    raise UnsupportedForm(f"the submission is a Form {header.form}; {_READS}")


def _xml_message(root: str) -> str:
    if root == "edgarSubmission":
        return f"the input is N-PORT or other EDGAR XML, which is data already and is not read here; {_READS}"
    return f"the input is an XML document <{root}>; {_READS}"


# --- what is doubtful ------------------------------------------------------------------------------------------------


def _truncation(text: str, header: Header, parts: list[_Part], in_submission: bool) -> Iterator[Issue]:
    last = parts[-1]
    where = Span(document=len(parts), line=text.count("\n") + 1, start=len(text), end=len(text))
    if in_submission:
        if not last.closed:
            yield make_issue("source.truncated", f"document {len(parts)} is not closed by </DOCUMENT>", where)
        elif (
            header.document_count
            and header.document_count > len(parts)
            and not _CLOSED.search(text, max(0, len(text) - 4000))
        ):
            seen = f"the header announces {header.document_count} documents, {len(parts)} are there"
            yield make_issue("source.truncated", seen, where)
        return
    lower = text[-4000:].lower()
    if "<html" in text[:4000].lower() and "</html" not in lower and "</body" not in lower:
        yield make_issue("source.truncated", "the HTML document is not closed by </html>", where)


def _unread(documents: tuple[Document, ...]) -> Iterator[Issue]:
    """One issue a kind of part that was noted and not read."""
    groups: dict[str, list[Document]] = {}
    for d in documents:
        if not d.is_report:
            groups.setdefault("exhibit" if d.kind in ("html", "text") else d.kind, []).append(d)
    for kind, found in groups.items():
        types = Counter(d.type or "untyped" for d in found)
        named = ", ".join(f"{t} ({n})" if n > 1 else t for t, n in types.most_common(12))
        where = Span(document=found[0].number, line=found[0].line, start=found[0].start)
        yield make_issue(
            "source.part-not-read", f"{len(found)} {kind} part{'s'[: len(found) > 1]} not read: {named}", where
        )
    reports = [d for d in documents if d.is_report]
    pictures = [d for d in documents if d.kind in ("pdf", "image") and _REPORT_TYPE.match(d.type)]
    if pictures and not reports:
        yield make_issue("source.image-schedule", f"the report itself is a {pictures[0].kind} part and was not read")


def _container(documents: tuple[Document, ...], with_header: bool) -> str:
    """ "sgml-submission/html", "sgml-document/html" (without a header), "html", "text", "pdf", "rendered-text"."""
    report = next((d for d in documents if d.is_report), documents[0])
    body: str = report.kind
    if with_header:
        return f"sgml-submission/{body}"
    if report.filename or report.description or len(documents) > 1:
        return f"sgml-document/{body}"
    rendered = body == "text" and (is_rendering(report.text) or is_piped(report.text))
    return "rendered-text" if rendered else body
