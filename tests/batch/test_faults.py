"""Kills at random moments and full disks: after another run the outputs are those of a run that nothing disturbed."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import filings
import pytest

from fundfilings.batch import Options, Run, chunk_files, find_inputs
from fundfilings.batch.run import OutputFault

COUNT = 30
CHUNK_BYTES = 7 * len(filings.REPORT)
FORMATS = ["json", "jsonl", "parquet"]
#: Seconds after the start in which a kill meets a run at work.
_WITHIN = 1.5


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return filings.write_reports(tmp_path_factory.mktemp("in"), COUNT)


@pytest.fixture(scope="module")
def undisturbed(sources: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Format -> outputs."""
    found = {}
    for format in FORMATS:
        out = tmp_path_factory.mktemp("undisturbed") / format
        list(whole_run(format, sources, out))
        found[format] = filings.outputs(out)
    return found


def whole_run(format: str, sources: list[str], out: Path) -> list[str]:
    options = Options(format=format, workers=2, chunk_bytes=CHUNK_BYTES, retry_failed=True)
    with Run(find_inputs(sources).inputs, out, options) as run:
        return [done.outcome.kind for done in run]


def started(format: str, sources: list[str], out: Path) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("slow_run.py")
    process = subprocess.Popen(
        [sys.executable, str(script), format, str(out), str(CHUNK_BYTES), *sources],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"started\n"
    return process


def children(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(c) for c in (task / "children").read_text().split()]
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def disturb(format: str, sources: list[str], out: Path, chance: random.Random) -> None:
    """A run of which workers, the parent or both are killed."""
    process = started(format, sources, out)
    workers: list[int] = []
    for _ in range(chance.randrange(3)):
        time.sleep(chance.uniform(0, _WITHIN / 2))
        workers = children(process.pid)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
    time.sleep(chance.uniform(0, _WITHIN))
    workers = children(process.pid)
    process.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
    process.communicate(timeout=30)
    deadline = time.monotonic() + 10
    while any(alive(w) for w in workers) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(alive(w) for w in workers), "workers die with their parent"


def rounds(number: int, sources: list[str], undisturbed: dict[str, dict[str, bytes]], folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    for at in range(number):
        format = FORMATS[at % len(FORMATS)]
        out = folder / f"{seed}-{at}"
        for _ in range(chance.randrange(1, 3)):
            disturb(format, sources, out, chance)
        whole_run(format, sources, out)
        assert filings.outputs(out) == undisturbed[format], (seed, at, format)
        assert whole_run(format, sources, out) == [], "nothing is left to do"


def test_a_few_kills(sources: list[str], undisturbed: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    rounds(3, sources, undisturbed, tmp_path, seed=1)


@pytest.mark.slow
def test_thirty_rounds_of_kills(sources: list[str], undisturbed: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    rounds(30, sources, undisturbed, tmp_path, seed=random.randrange(10**6))


@pytest.mark.parametrize("format", ["json", "parquet"])
def test_a_killed_worker_costs_nothing(
    format: str, sources: list[str], undisturbed: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    options = Options(format=format, workers=2, chunk_bytes=CHUNK_BYTES, parser=filings.slow)
    kinds = []
    with Run(find_inputs(sources).inputs, tmp_path / "out", options) as run:
        for number, done in enumerate(run):
            kinds.append(done.outcome.kind)
            if number in (3, 12):
                os.kill(children(os.getpid())[0], signal.SIGKILL)
    assert kinds == ["ok"] * COUNT
    assert filings.outputs(tmp_path / "out") == undisturbed[format]


def test_ctrl_c_stops_at_once_and_says_how_to_go_on(sources: list[str], tmp_path: Path) -> None:
    command = "from fundfilings.cli import main; main(prog_name='fundfilings')"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "convert", *sources, "-o", str(tmp_path), "--workers", "2"],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    while not children(process.pid) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"stopped; the same command goes on where it was" in said and b"Traceback" not in said


# --- full disks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["json", "parquet"])
def test_a_full_disk_stops_the_run_and_room_lets_it_go_on(
    format: str, sources: list[str], undisturbed: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    """A file system of a few hundred kilobytes, in a namespace of its own."""
    probe = subprocess.run(["unshare", "-Urm", "true"], capture_output=True)
    if probe.returncode:
        pytest.skip("no namespaces for users here")
    small, out, script = tmp_path / "small", tmp_path / "out", Path(__file__).with_name("slow_run.py")
    small.mkdir()
    arguments = [sys.executable, str(script), format, str(small / "out"), str(CHUNK_BYTES), *sources]
    shell = (
        f'mount -t tmpfs -o size=160k none {small} && "$@"; code=$?; '
        f"ls {small}/out/_work/*.part 2>/dev/null; cp -a {small}/out {out}; exit $code"
    )
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", shell, "sh", *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 1
    assert b"No space left on device; make room" in done.stderr
    assert ".part" not in done.stdout.decode(), "nothing half-written stays"
    some = len(filings.outputs(out))
    whole_run(format, sources, out)
    assert filings.outputs(out) == undisturbed[format]
    assert some < len(filings.outputs(out)) or format != "json"


def test_an_output_that_cannot_be_written_is_no_fault_of_the_filing(
    sources: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(out: Path, target: str, data: bytes) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    task = chunk_files.ChunkTask(str(tmp_path), 1, "jsonl", ())
    (tmp_path / "a.json").write_text("{}")
    with monkeypatch.context() as patch:
        patch.setattr(chunk_files, "put", full)
        said = chunk_files.write_chunk(chunk_files.ChunkTask(task.out, 1, "jsonl", ("a.json",)))
    assert said == f"{tmp_path}: Disk quota exceeded"


def test_a_folder_that_cannot_be_made_is_said(sources: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputFault, match=r"Not a directory|File exists"):
        whole_run("json", sources, tmp_path / "file")
