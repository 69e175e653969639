"""Sources to inputs: files, folders, patterns, archives; each once and in an order that is always the same."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from fundfilings.batch.inputs import Found, find_inputs
from fundfilings.batch.work import read_input

#: What the folder, each archive and each pattern of these tests hold.
TREE = {"a.txt": b"first", "sub/b.htm": b"second", "sub/c.nc": b"third"}
OTHERS = {"MANIFEST.tsv": b"x", "sub/.hidden.txt": b"x", "sub/photo.jpg": b"x"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, data in {**TREE, **OTHERS}.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "in"


def zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in {**OTHERS, **TREE}.items():
            made.writestr(name, data)
    return path


def tarred(path: Path, mode: str) -> Path:
    with tarfile.open(path, mode) as made:  # type: ignore[call-overload]  # the mode is a parameter here
        for name, data in {**OTHERS, **TREE}.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return path


def read(found: Found) -> dict[str, bytes]:
    return {one.stem: read_input(one) for one in found.inputs}


STEMS = {"a": b"first", "sub/b": b"second", "sub/c": b"third"}


def test_a_folder_gives_its_filings_in_the_order_of_their_names(tree: Path) -> None:
    found = find_inputs([str(tree)])
    assert list(read(found).items()) == list(STEMS.items())
    assert (found.problems, found.passed) == ([], 2), "the manifest and the photo; hidden files do not count"


def test_the_output_folder_is_no_source(tree: Path) -> None:
    (tree / "out").mkdir()
    (tree / "out" / "a.txt").write_bytes(b"not again")
    assert read(find_inputs([str(tree)], tree / "out")) == STEMS


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.xz"])
def test_archives_are_read_in_place(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"archive.{kind}"
    made = zipped(path) if kind == "zip" else tarred(path, "w:" + kind.partition(".")[2])
    found = find_inputs([str(made)])
    assert read(found) == STEMS
    assert {one.shown for one in found.inputs} == {f"{path}!{name}" for name in TREE}
    backwards = [(one.member, read_input(one)) for one in reversed(found.inputs)]
    assert dict(backwards) == TREE


def test_an_archive_in_a_folder_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    zipped(tmp_path / "in" / "2010.zip")
    assert set(read(find_inputs([str(tmp_path / "in")]))) == {f"2010/{stem}" for stem in STEMS}


def test_members_never_leave_the_output_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as made:
        for name in ("../../etc/passwd.txt", "/abs.txt", "a/./../b.txt", "c\\win.txt"):
            made.writestr(name, b"x")
    stems = [one.stem for one in find_inputs([str(tmp_path / "evil.zip")]).inputs]
    assert sorted(stems) == ["a/b", "abs", "c/win", "etc/passwd"]


def test_patterns(tree: Path) -> None:
    assert read(find_inputs([str(tree / "*.txt")])) == {"a": b"first"}
    assert read(find_inputs([str(tree / "**" / "*")])) == {"a": b"first", "b": b"second", "c": b"third"}


def test_a_gzipped_file_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"first"))
    found = find_inputs([str(tmp_path)])
    assert read(found) == {"a": b"first"}
    assert found.inputs[0].name == "a.txt"


def test_what_is_named_twice_is_read_once(tree: Path) -> None:
    found = find_inputs([str(tree / "a.txt"), str(tree), str(tree / "sub" / ".." / "a.txt"), str(tree / "a.txt")])
    assert [one.stem for one in found.inputs].count("a") == 2, "a way around is another name"
    assert found.problems == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("none.txt", "no such file"), ("none*", "no such file"), ("bad.zip", "cannot be read"), ("bare", "no filings")],
)
def test_a_source_that_gives_nothing_is_said(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK no zip")
    (tmp_path / "bare").mkdir()
    found = find_inputs([str(tmp_path / name)])
    assert not found.inputs
    ((source, problem),) = found.problems
    assert source == str(tmp_path / name) and said in problem


def test_a_bad_archive_in_a_folder_costs_no_other_file(tree: Path) -> None:
    (tree / "b.zip").write_bytes(b"PK no zip")
    found = find_inputs([str(tree)])
    assert read(found) == STEMS
    assert [source for source, _ in found.problems] == [str(tree / "b.zip")]
