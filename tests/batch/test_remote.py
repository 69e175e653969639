"""Addresses through fsspec: read where they are, by workers too."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import filings
import pytest

from fundfilings.batch import Options, Run, find_inputs
from fundfilings.batch.work import read_input


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Three reports over HTTP."""
    filings.write_reports(tmp_path / "in", 3)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path / "in")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_http_serves_is_converted(served: str, tmp_path: Path) -> None:
    sources = [f"{served}/report-{number:03}.txt" for number in range(3)]
    for origin, out in ((sources, "far"), ([str(tmp_path / "in")], "near")):
        with Run(find_inputs(origin).inputs, tmp_path / out, Options(workers=2)) as run:
            assert [done.outcome.kind for done in run] == ["ok"] * 3
    assert filings.outputs(tmp_path / "far") == filings.outputs(tmp_path / "near")
    with Run(find_inputs(sources).inputs, tmp_path / "far", Options()) as run:
        assert list(run) == []


def test_a_folder_behind_an_address_is_a_folder(tmp_path: Path) -> None:
    filings.write_reports(tmp_path / "in" / "2004", 2)
    (tmp_path / "in" / "list.tsv").write_text("x")
    found = find_inputs([f"file://{tmp_path}/in"])
    assert [(one.stem, found.passed) for one in found.inputs] == [("2004/report-000", 1), ("2004/report-001", 1)]
    assert [read_input(one) for one in found.inputs] == [p.read_bytes() for p in sorted(tmp_path.glob("in/2004/*"))]
    by_pattern = find_inputs([f"file://{tmp_path}/in/*/*.txt"])
    assert [one.path for one in by_pattern.inputs] == [one.path for one in found.inputs]


@pytest.mark.parametrize("name", ["absent.txt", "absent/"])
def test_what_is_not_there_is_said(served: str, name: str) -> None:
    found = find_inputs([f"{served}/{name}"])
    assert not found.inputs and "no such file" in found.problems[0][1]


def test_an_unknown_store_is_said() -> None:
    found = find_inputs(["nostore://a/b.txt"])
    assert "nostore" in found.problems[0][1]


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "fsspec"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    found = find_inputs(["https://example.org/a.txt"])
    assert 'pip install "fundfilings[remote]"' in found.problems[0][1]
