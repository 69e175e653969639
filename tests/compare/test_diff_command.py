"""`fundfilings diff`: two filings on the terminal and as JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import FIXTURES
from fundfilings.cli import main
from fundfilings.models import Filing, Fund, Holding, Schedule, SourceInfo
from fundfilings.write import to_json


def holding(text: str, balance: int, value: int) -> Holding:
    return Holding(description=text, balance=Decimal(balance), value=Decimal(value))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """A fund with one position closed, one opened, two changed and one unchanged."""
    old = [holding("Alpha Inc.", 10, 100), holding("Beta\x1b[31m Corp.", 20, 2000), holding("Gamma Ltd.", 5, 50)]
    new = [holding("Alpha Inc.", 12, 130), holding("Gamma Ltd.", 5, 55), holding("Delta Co.", 7, 70)]
    old.append(holding("Epsilon AG", 1000, 9000))
    new.append(holding("Epsilon AG", 500, 4000))
    names = []
    for name, holdings in (("old", old), ("new", new)):
        fund = Fund(name="Acme Fund", schedule=Schedule(holdings=tuple(holdings), net_assets=Decimal(12000)))
        source = SourceInfo(name=f"{name}.txt", sha256="ab" * 32, container="text", bytes=10)
        path = tmp_path / f"{name}.json"
        path.write_text(to_json(Filing(status="ok", source=source, form="N-Q", funds=(fund,))))
        names.append(str(path))
    return names[0], names[1]


def run(*args: str) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, ["diff", *args])


def test_the_largest_changes_stand_first_and_what_did_not_change_is_left_out(pair: tuple[str, str]) -> None:
    result = run(*pair)
    assert result.exit_code == 0
    assert "Acme Fund: 1 opened, 1 closed, 2 changed, 1 unchanged; net assets 12,000 to 12,000" in result.stdout
    rows = [line.split() for line in result.stdout.splitlines() if line.startswith(("opened", "closed", "changed"))]
    assert rows == [
        ["opened", "Delta", "Co.", "7", "70"],
        ["closed", "Beta", "[31m", "Corp.", "20", "2,000"],
        ["changed", "Epsilon", "AG", "500", "-500", "4,000", "-5,000", "1.00"],
        ["changed", "Alpha", "Inc.", "12", "2", "130", "30", "1.00"],
    ]
    assert "Gamma" not in result.stdout and "\x1b" not in result.stdout
    assert "Gamma Ltd." in run(*pair, "--all").stdout


def test_json_holds_all_positions(pair: tuple[str, str]) -> None:
    found = json.loads(run(*pair, "--json").stdout)
    assert found["old"]["name"] == "old.txt" and found["new"]["form"] == "N-Q"
    (fund,) = found["funds"]
    assert [(p["status"], p["balance_change"]) for p in fund["positions"]] == [
        ("changed", 2),
        ("unchanged", 0),
        ("opened", 7),
        ("changed", -500),
        ("closed", -20),
    ]


def test_filings_are_read_as_they_are_and_one_fund_can_be_chosen() -> None:
    source = str(FIXTURES / "ascii-three-funds" / "source.txt")
    result = run(source, source, "--json")
    assert result.exit_code == 0
    funds = json.loads(result.stdout)["funds"]
    assert len(funds) == 3
    assert {p["status"] for f in funds for p in f["positions"]} == {"unchanged"}
    chosen = json.loads(run(source, source, "--json", "--fund", "2").stdout)["funds"]
    assert [f["name"] for f in chosen] == [funds[1]["name"]]
    assert run(source, source, "--fund", "4").exit_code == 2


def test_no_fund_in_common_and_no_file_exit_with_1(pair: tuple[str, str]) -> None:
    other = run(pair[0], str(FIXTURES / "ascii-three-funds" / "source.txt"))
    assert other.exit_code == 1 and "no fund in common" in other.stderr
    missing = run(pair[0], "nowhere.txt")
    assert missing.exit_code == 1 and "nowhere.txt: no such file" in missing.stderr
