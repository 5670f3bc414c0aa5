"""Every command: what it does, what it prints for people and for scripts, and what it refuses."""

from __future__ import annotations

import argparse
import sqlite3
from contextlib import closing
from pathlib import Path

import docx
import pytest

from factcheck.cli.opening import made
from factcheck.domain.problems import Problem
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.conflicts import ResolveConflict
from factcheck.project.edits.highlights import AddHighlight
from factcheck.project.edits.reviews import AskQuery
from factcheck.project.edits.sources import AddSource, Cite
from factcheck.project.project import Project
from factcheck.project.queries import articles as article_queries
from factcheck.project.queries import claims as claim_queries
from factcheck.project.queries.project import project_record, scale_in_use
from factcheck.settings import Settings, sample_path
from tests.cli.conftest import ARTICLE, TEXT, Run


def opened(path: Path, author: str = "Ada Mihović") -> closing[Project]:
    return closing(Project.open(path, author=author))


# --- new ------------------------------------------------------------------------------------------


def test_new_makes_a_project_for_statements_where_not_said(run: Run, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "desk.factcheck", "--as", "Ana")
    assert (answer.code, answer.err) == (0, "")
    assert "statements" in answer.out
    with opened(tmp_path / "desk.factcheck") as project:
        assert project.read(project_record).profile == "statements"


def test_new_takes_profile_and_scale_and_adds_the_suffix(run: Run, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "desk", "--profile", "drafts", "--json", "--as", "Ana")
    assert answer.json["profile"] == "drafts"
    assert answer.json["project"] == str(tmp_path / "desk.factcheck")
    with opened(tmp_path / "desk.factcheck") as project:
        assert answer.json["id"] == project.project_id
    answer = run("new", tmp_path / "other", "--scale", "PolitiFact", "--as", "Ana")
    assert "PolitiFact" in answer.out
    with opened(tmp_path / "other.factcheck") as project:
        assert len(project.read(scale_in_use)[1]) == 6


def test_new_refuses_what_is_there_and_scales_that_are_not(run: Run, tmp_path: Path, project: Path) -> None:
    before = project.read_bytes()
    run("new", project).refused("there already", "another name")
    assert project.read_bytes() == before
    run("new", tmp_path / "x", "--scale", "stars").refused("no scale “stars”", "politifact")
    run("new", tmp_path / "none" / "x").refused("no folder")
    assert not (tmp_path / "x.factcheck").exists()


# --- import ---------------------------------------------------------------------------------------


def test_import_makes_the_project_and_tells_what_came_in(run: Run, tmp_path: Path, article: Path) -> None:
    answer = run("import", tmp_path / "desk", article, "--as", "Ana")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"1  Mayor opens twelve schools ({len(TEXT)} characters, 29 characters left out)\n"
    with opened(tmp_path / "desk.factcheck") as project:
        assert project.read(project_record).profile == "statements"


def test_a_project_that_was_made_meanwhile_is_opened(project: Path, tmp_path: Path) -> None:
    def chosen(path: Path) -> argparse.Namespace:
        return argparse.Namespace(project=path, author="Ana")

    with made(chosen(project)) as opening:
        assert len(opening.read(article_queries.articles)) == 1
    with pytest.raises(Problem, match="no folder"), made(chosen(tmp_path / "none" / "desk.factcheck")):
        pass


def test_one_bad_file_does_not_stop_the_others(run: Run, tmp_path: Path, article: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 no archive")
    second = tmp_path / "second.txt"
    second.write_text("Another article. It has two sentences.", encoding="utf-8")
    answer = run("import", tmp_path / "desk", bad, article, tmp_path / "none.txt", second, "--as", "Ana", "--json")
    assert answer.code == 1
    assert [line.split(":")[0] for line in answer.err.splitlines()] == ["bad.docx", "none.txt"]
    assert [(one["number"], one["file"]) for one in answer.json["articles"]] == [(1, str(article)), (2, str(second))]
    assert [one["file"] for one in answer.json["failed"]] == [str(bad), str(tmp_path / "none.txt")]
    assert answer.json["articles"][0]["left_out"] == 29


def test_files_that_all_fail_leave_no_empty_project(run: Run, tmp_path: Path) -> None:
    run("import", tmp_path / "desk", tmp_path / "none.txt").refused("none.txt", "opened")
    assert not (tmp_path / "desk.factcheck").exists()


def test_an_encoding_can_be_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "polish.txt"
    file.write_bytes("Zażółć gęślą jaźń. Koszt: 5 zł.".encode("cp1250"))
    assert run("import", tmp_path / "desk", file, "--encoding", "cp1250", "--as", "Ana").code == 0
    assert run("mark", tmp_path / "desk", 1, "--quote", "gęślą").code == 0
    run("import", tmp_path / "desk", file, "--encoding", "klingon").refused("klingon")


def test_what_could_not_be_read_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    document = docx.Document()
    document.add_paragraph("The bridge cost 4.2 million.")
    document.sections[0].header.paragraphs[0].text = "Page of a draft"
    document.save(str(file))
    answer = run("import", tmp_path / "desk", file)
    (sentence,) = run("import", tmp_path / "desk", file, "--json").json["articles"][0]["unread"]
    assert "headers" in sentence
    assert answer.out.splitlines()[1:] == [f"   {sentence}"]


# --- list -----------------------------------------------------------------------------------------


def test_articles_are_listed_in_display_order(run: Run, project: Path, article: Path) -> None:
    assert run("import", project, article).code == 0
    listed = run("list", project, "--json").json
    assert [one["number"] for one in listed] == [1, 2]
    assert listed[0]["title"] == "Mayor opens twelve schools"
    assert listed[0]["characters"] == len(TEXT)
    heads, *rows = run("list", project, "articles").out.splitlines()
    assert len(rows) == 2
    assert {row.index("Mayor opens twelve schools") for row in rows} == {heads.index("Title")}


@pytest.mark.parametrize("what", ["articles", "claims", "sources", "queries"])
def test_an_empty_list_says_so(run: Run, tmp_path: Path, what: str) -> None:
    run("new", tmp_path / "desk")
    assert run("list", tmp_path / "desk", what).out == f"No {what}.\n"
    assert run("list", tmp_path / "desk", what, "--json").json == []


def test_a_claim_tells_all_its_places_and_numbers_its_articles(run: Run, project: Path, article: Path) -> None:
    run("import", project, article)
    run("mark", project, 2, "--quote", "only nine")
    claim_id = run("mark", project, 1, "--quote", "4.2 million", "--json").json["id"]
    with opened(project) as desk:
        first, second = desk.read(article_queries.articles)
        start = TEXT.index("twelve schools")
        desk.apply(AddHighlight(claim_id, second.revision_id, start, start + 6))
        desk.apply(AddHighlight(claim_id, first.revision_id, start, start + 6))
    claims = run("list", project, "claims", "--json").json
    assert [(claim["article"], claim["number"]) for claim in claims] == [(1, 1), (2, 1)]
    mine = next(claim for claim in claims if claim["id"] == claim_id)
    assert set(mine) == {
        "id", "number", "article", "quotation", "start", "end", "highlights", "verdict", "rationale", "status",
        "sources", "words", "old_words",
    }  # fmt: skip
    assert (mine["quotation"], mine["start"], mine["end"]) == ("twelve", start, start + 6)
    assert [(place["article"], place["quotation"]) for place in mine["highlights"]] == [
        (1, "twelve"), (1, "4.2 million"), (2, "twelve"),
    ]  # fmt: skip
    assert (mine["verdict"], mine["rationale"], mine["status"], mine["sources"]) == (None, "", "unstarted", [])


def test_sources_and_queries_are_listed(run: Run, project: Path) -> None:
    claim_id = run("mark", project, 1, "--quote", "only nine", "--source", "https://a.example/list", "--json").json[
        "id"
    ]
    with opened(project) as desk:
        article_id = desk.read(article_queries.articles)[0].id
        talk = desk.apply(AddSource({"kind": "interview", "title": "Talk\x1b[31m with\nAda"})).value
        desk.apply(Cite(claim_id, source_id=talk))
        desk.apply(AskQuery({"claim_id": claim_id, "to": "writer", "question": "Nine of which?", "due": "2025-10-01"}))
        desk.apply(AskQuery({"article_id": article_id, "to": "lawyer", "addressee": "Dr. Ek", "closed": True}))
    sources = run("list", project, "sources", "--json").json
    assert {(one["kind"], one["address"], one["claims"]) for one in sources} == {
        ("web page", "https://a.example/list", 1), ("interview", "", 1),
    }  # fmt: skip
    # What a strange file brought along must not reach the terminal as a command.
    assert "Talk[31m with Ada" in run("list", project, "sources").out
    # A source without an address counts for people; scripts get addresses.
    assert run("list", project, "claims").out.splitlines()[1].split()[-3:] == ["2", "only", "nine"]
    queries = run("list", project, "queries", "--json").json
    assert [(one["article"], one["claim"], one["to"], one["closed"]) for one in queries] == [
        (1, 1, "writer", False), (1, None, "lawyer", True),
    ]  # fmt: skip
    shown = run("list", project, "queries").out
    assert "Nine of which?" in shown
    assert "Dr. Ek" in shown


# --- revise ---------------------------------------------------------------------------------------


def test_revise_makes_the_next_draft_and_names_what_is_to_be_checked_again(
    run: Run, project: Path, tmp_path: Path
) -> None:
    run("mark", project, 1, "--quote", "They cost 4.2 million", "--verdict", "true")
    run("mark", project, 1, "--quote", "only nine", "--verdict", "false")
    second = tmp_path / "second.txt"
    second.write_text(ARTICLE.replace("only nine", "only eight"), encoding="utf-8")
    answer = run("revise", project, 1, second)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "Draft 2 of article 1: 1 highlight carried, to be re-checked: claim 2.\n"
    kept, lost = run("list", project, "claims", "--json").json
    assert (kept["quotation"], kept["status"]) == ("They cost 4.2 million", "checked")
    assert (lost["quotation"], lost["start"], lost["end"], lost["highlights"]) == (None, None, None, [])
    assert (lost["status"], lost["verdict"]) == ("re-check", "False")
    assert (lost["words"], lost["old_words"], kept["old_words"]) == ("only nine", "only nine", "")
    assert run("list", project, "--json").json[0]["draft"] == 2
    run("revise", project, 1, second).refused("same words")
    run("revise", project, 1, tmp_path / "none.txt").refused("none.txt")
    run("revise", project, 7, second).refused("no article “7”")


def test_revise_for_scripts(run: Run, project: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text(ARTICLE + "\nMore.\n", encoding="utf-8")
    answer = run("revise", project, 1, second, "--json").json
    assert (answer["draft"], answer["carried"], answer["re_check"]) == (2, 0, [])
    second.write_text(ARTICLE + "\nMuch more.\n", encoding="utf-8")
    assert "nothing to be re-checked" in run("revise", project, 1, second).out


def test_a_dry_run_tells_of_each_highlight_and_writes_nothing(run: Run, project: Path, tmp_path: Path) -> None:
    run("mark", project, 1, "--quote", "They cost 4.2 million", "--verdict", "true")
    run("mark", project, 1, "--quote", "only nine", "--verdict", "false")
    second = tmp_path / "second.txt"
    second.write_text(ARTICLE.replace("only nine", "only eight"), encoding="utf-8")
    kept, asked = run("revise", project, 1, second, "--dry-run", "--json").json["highlights"]
    assert (kept["old"], kept["new"], kept["arrival"], kept["differs"], kept["asked"]) == (
        "They cost 4.2 million", "They cost 4.2 million", "exact", [], False,
    )  # fmt: skip
    assert (asked["claim"], asked["old"], asked["new"], asked["asked"]) == (2, "only nine", "only eight", True)
    assert asked["differs"] == ["eight", "nine"]
    assert "only eight" in run("revise", project, 1, second, "--dry-run").out
    assert run("list", project, "--json").json[0]["draft"] == 1


# --- export ---------------------------------------------------------------------------------------


def test_export_writes_the_report_of_all_or_of_one(run: Run, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Zebras graze.\n\nThere are nine of them.\n", encoding="utf-8")
    run("import", project, other)
    out = tmp_path / "report.docx"
    assert run("export", project, out).out == f"Wrote {out}.\n"
    whole = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "Zebras graze" in whole
    assert "Mayor opens" in whole
    assert run("export", project, out, "--article", "2").code == 0
    part = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "Zebras graze" in part
    assert "Mayor opens" not in part


def test_export_refuses_other_formats_and_empty_projects(run: Run, project: Path, tmp_path: Path) -> None:
    run("export", project, tmp_path / "report.wpd").refused("report.wpd", ".docx")
    run("export", project, tmp_path / "none" / "report.docx").refused("report.docx")
    run("export", project, tmp_path / "report.docx", "--article", "9").refused("no article “9”")
    run("new", tmp_path / "empty")
    run("export", tmp_path / "empty", tmp_path / "report.docx").refused("no article to report on", "import")
    assert not (tmp_path / "report.docx").exists()


def test_export_warns_of_conflicts(run: Run, project: Path, tmp_path: Path) -> None:
    claim_id = run("mark", project, 1, "--quote", "only nine", "--json").json["id"]
    with opened(project) as mine, opened(project, "Bo Ek") as other:
        seen = [desk.read(lambda r: claim_queries.claim(r, claim_id)).claim.seen for desk in (mine, other)]
        mine.apply(EditClaim(claim_id, {"rationale": "counted"}, seen[0]))
        other.apply(EditClaim(claim_id, {"rationale": "guessed"}, seen[1]))
    answer = run("export", project, tmp_path / "report.docx")
    assert answer.code == 0
    assert answer.err.startswith("1 conflict is unresolved")
    with opened(project) as desk:
        (sides,) = desk.read(lambda r: claim_queries.claim(r, claim_id)).claim.conflicts.values()
        desk.apply(ResolveConflict("claim", claim_id, "rationale", "counted", tuple(side.change for side in sides)))
    assert run("export", project, tmp_path / "report.docx").err == ""


# --- check ----------------------------------------------------------------------------------------


def test_check_finds_nothing_in_a_sound_project(run: Run, project: Path) -> None:
    run("mark", project, 1, "--quote", "only nine")
    assert run("check", project).out == "desk.factcheck is whole.\n"
    assert run("check", project, "--json").json == {"faults": []}


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("UPDATE highlight SET start = start + 1", "row: highlight"),
        ("UPDATE change SET value = '\"guessed\"' WHERE field = 'rationale'", "was altered"),
        ("DELETE FROM change WHERE field = 'quote'", "gap"),
        ("UPDATE claim SET rationale = 'guessed'", "is not what the log says"),
        ("DELETE FROM blob_chunk", "text: revision"),
    ],
)
def test_check_names_every_fault(run: Run, project: Path, harm: str, fault: str) -> None:
    run("mark", project, 1, "--quote", "only nine", "--rationale", "counted")
    with closing(sqlite3.connect(project)) as file, file:
        file.execute(harm)
    answer = run("check", project)
    assert answer.code == 1
    assert fault in answer.out
    assert answer.err.startswith("desk.factcheck has ")
    assert answer.err.count("\n") == 1
    answer = run("check", project, "--json")
    assert answer.code == 1
    assert any(fault in one for one in answer.json["faults"])


@pytest.mark.parametrize("command", ["list", "check"])
def test_what_is_no_project_is_refused(run: Run, tmp_path: Path, command: str) -> None:
    run(command, tmp_path / "none").refused("no file")
    (tmp_path / "text.factcheck").write_text("no project", encoding="utf-8")
    run(command, tmp_path / "text.factcheck").refused("not a Factcheck project")


def test_a_newer_project_can_be_listed_and_says_so(run: Run, project: Path, article: Path) -> None:
    with closing(sqlite3.connect(project)) as file, file:
        file.execute("UPDATE meta SET min_writer = 99")
    answer = run("list", project)
    assert answer.code == 0
    assert "Mayor opens" in answer.out
    assert "newer" in answer.err
    run("import", project, article).refused("newer", "copy")


# --- sample and author ----------------------------------------------------------------------------


def test_the_sample_is_made_once_and_found_again(run: Run, tmp_path: Path) -> None:
    first = run("sample")
    assert first.out == f"{sample_path()}\n"
    made = sample_path().stat().st_mtime_ns
    assert run("sample").out == first.out
    assert sample_path().stat().st_mtime_ns == made
    assert run("sample", tmp_path / "mine").out == f"{tmp_path / 'mine.factcheck'}\n"
    run("sample", tmp_path / "mine").refused("there already")


def test_the_author_comes_from_the_settings_or_the_command(run: Run, tmp_path: Path, article: Path) -> None:
    settings = Settings.load()
    settings.author = "Mira Castellan"
    settings.save()
    run("import", tmp_path / "desk", article)
    run("mark", tmp_path / "desk", 1, "--quote", "only nine", "--as", "Jonas Abendroth")
    with closing(sqlite3.connect(tmp_path / "desk.factcheck")) as file:
        authors = [author for (author,) in file.execute("SELECT author FROM edit ORDER BY arrival")]
    assert authors == ["Mira Castellan", "Mira Castellan", "Jonas Abendroth"]


def test_without_any_name_it_asks_for_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.settings.name_of_user", lambda: "")
    run("new", tmp_path / "desk").refused("name is not known", "--as NAME")
    assert run("new", tmp_path / "desk", "--as", "Ana").code == 0


def test_check_makes_a_wrong_index_anew(run: Run, project: Path) -> None:
    with closing(sqlite3.connect(project)) as file, file:
        file.execute("UPDATE entry SET words = 'invented'")
    answer = run("check", project)
    assert answer.code == 0
    assert "is whole" in answer.out
