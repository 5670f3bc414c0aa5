"""The command that makes claims of quoted words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from factcheck.project.project import Project
from factcheck.project.queries import articles as article_queries
from tests.cli.conftest import TEXT, Run


def test_mark_makes_claim_verdict_rationale_and_sources_in_one_edit(run: Run, project: Path) -> None:
    answer = run(
        "mark", project, 1, "--quote", "They cost 4.2 million", "--verdict", "mostly TRUE", "--rationale", "4.25.",
        "--source", "https://a.example/budget", "--source", "https://b.example/list", "--as", "Bo Ek", "--json",
    )  # fmt: skip
    claim = answer.json
    start = TEXT.index("They cost")
    assert (claim["number"], claim["article"], claim["start"], claim["end"]) == (1, 1, start, start + 21)
    assert (claim["verdict"], claim["rationale"], claim["status"]) == ("Mostly true", "4.25.", "checked")
    assert claim["sources"] == ["https://a.example/budget", "https://b.example/list"]
    assert run("list", project, "claims", "--json").json == [claim]
    with closing(sqlite3.connect(project)) as file:
        names = file.execute("SELECT author, name FROM edit ORDER BY arrival").fetchall()
    assert names[-1] == ("Bo Ek", "Mark claim")
    assert [name for _author, name in names] == ["New project", "Add article", "Mark claim"]


def test_a_verdict_is_known_by_its_key_too(run: Run, project: Path) -> None:
    assert (
        run("mark", project, 1, "--quote", "only nine", "--verdict", "mostly-true", "--json").json["verdict"]
        == "Mostly true"
    )


def test_words_of_a_claim_are_told(run: Run, project: Path) -> None:
    assert run("mark", project, 1, "--quote", "only nine", "--verdict", "false").out == (
        "Claim 1 of article 1: “only nine” (False)\n"
    )
    assert "(no verdict)" in run("mark", project, 1, "--quote", "The rest will open in 2031.").out


def test_a_quotation_that_stands_several_times_is_refused_with_its_places(run: Run, project: Path) -> None:
    answer = run("mark", project, 1, "--quote", "twelve schools")
    answer.refused("3 times", "paragraph 1 (“Mayor opens twelve schools”)", "paragraph 4", "--occurrence 1 to 3")
    second = run("mark", project, 1, "--quote", "twelve schools", "--occurrence", "2", "--json").json
    assert second["start"] == TEXT.index("twelve schools", 20)
    run("mark", project, 1, "--quote", "twelve schools", "--occurrence", "4").refused("3 times only", "1 to 3")
    run("mark", project, 1, "--quote", "only nine", "--occurrence", "2").refused("once only", "Leave --occurrence out")
    assert len(run("list", project, "claims", "--json").json) == 1


def test_a_quotation_that_is_not_there_is_refused_with_the_nearest(run: Run, project: Path) -> None:
    run("mark", project, 1, "--quote", "They cost 4.3 millions").refused(
        "does not stand", "paragraph 2", "They cost 4.2 million."
    )
    run("mark", project, 1, "--quote", "Zebras graze quietly").refused("does not stand", "exactly")
    run("mark", project, 1, "--quote", " \n ").refused("does not stand")


def test_quotation_marks_and_spaces_may_differ(run: Run, project: Path) -> None:
    claim = run("mark", project, 1, "--quote", '"Nobody has\n built more,"', "--json").json
    assert claim["quotation"] == "“Nobody has built more,”"


def test_words_that_were_left_out_come_back_when_they_are_quoted(run: Run, project: Path) -> None:
    assert run("mark", project, 1, "--quote", "ten schools").code == 0
    with closing(Project.open(project, author="Ada Mihović")) as desk:
        line = desk.read(article_queries.articles)[0]
        assert [o.shown for o in desk.read(lambda r: article_queries.omissions(r, line.revision_id))] == [True]


def test_wrong_words_for_article_verdict_or_source_change_nothing(run: Run, project: Path) -> None:
    mark = ("mark", project)
    for wanted in ("2", "0", "٢", "", "nope", "a"):
        run(*mark, wanted, "--quote", "only nine").refused("no article", "1 article", "list P articles")
    run(*mark, 1, "--quote", "only nine", "--verdict", "Pants on fire").refused(
        "no verdict", "True, Mostly true, Misleading"
    )
    run(*mark, 1, "--quote", "only nine", "--source", "javascript:alert(1)").refused("no address", "http")
    assert run("list", project, "claims", "--json").json == []


def test_an_article_is_known_by_number_by_id_and_by_the_beginning_of_its_id(run: Run, project: Path) -> None:
    article_id = run("list", project, "--json").json[0]["id"]
    for wanted in ("1", article_id, article_id[:8], article_id.upper()):
        assert run("mark", project, wanted, "--quote", "only nine").code == 0
