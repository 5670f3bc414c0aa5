"""A project on a share: each works on a replica, all exchange through one file, harm to which loses nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim
from factcheck.project import replica as replicas
from factcheck.project.backups import OWN, back_up, backups_of
from factcheck.project.checking import faults
from factcheck.project.edits.claims import EditClaim
from factcheck.project.looking import copy_to_read
from factcheck.project.places import Place
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.conflicts import conflicts
from factcheck.project.queries.listing import listed_claims
from factcheck.project.replica import Exchanged, SharedFile
from factcheck.project.restoring import restore
from tests.factories import add_article, mark, new_project
from tests.project.computers import Computers


class Desk(Computers):
    """Some computers with a share between them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder, monkeypatch)
        self.share = folder / "share"
        self.share.mkdir()
        for module in ("replica", "restoring", "database"):
            monkeypatch.setattr(f"factcheck.project.{module}.place_of", self.place_of)
        self.at("Ada")
        (folder / "made").mkdir()
        with closing(new_project(folder / "made")) as project:
            self.claim_id = mark(project, add_article(project), "9,000 cars")
        self.file = Path(shutil.move(project.path, self.share / "desk.factcheck"))

    def place_of(self, path: Path) -> Place:
        return Place.SHARE if self.share in path.parents else Place.LOCAL

    @contextmanager
    def opened(self, *names: str) -> Iterator[list[Project]]:
        with ExitStack() as stack:
            projects = []
            for name in names:
                self.at(name)
                projects.append(stack.enter_context(closing(Project.open(self.file, author=name))))
            yield projects


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_what_one_writes_the_other_sees(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        assert ada.path == bo.path == desk.file
        assert ada._database.path != bo._database.path
        desk.write(ada, "note", "from Ada")
        assert desk.exchange(ada).pushed
        came = desk.exchange(bo)
        assert (came.merged.edits, came.pushed, came.told, came.offline) == (1, False, (), "")
        assert desk.read(bo).note == "from Ada"
        change = bo.changes_since()
        assert change is not None
        assert change.authors == ("Ada",)
        assert desk.exchange(ada) == desk.exchange(bo) == Exchanged()
    assert sorted(file.name for file in desk.share.iterdir()) == ["desk.factcheck"]


def test_both_values_of_one_field_live_on(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.write(ada, "note", "from Ada")
        desk.write(bo, "note", "from Bo")
        for project in (ada, bo, ada):
            desk.exchange(project)
        for project in (ada, bo):
            assert [line.shown for line in project.read(conflicts)] == [("from Ada", "from Bo")]


def test_work_goes_on_offline_and_joins_later(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        away = desk.share.rename(desk.folder / "unplugged")
        desk.write(ada, "note", "on the train")
        assert "cannot be reached" in desk.exchange(ada).offline
        desk.write(ada, "rationale", "still on the train")
        away.rename(desk.share)
        assert desk.exchange(ada).pushed
        desk.exchange(bo)
        assert (desk.read(bo).note, desk.read(bo).rationale) == ("on the train", "still on the train")


def test_a_project_opens_while_the_share_is_away(desk: Desk) -> None:
    with desk.opened("Ada"):
        pass
    desk.share.rename(desk.folder / "unplugged")
    with desk.opened("Ada") as (ada,):
        assert len(ada.read(listed_claims)) == 1
        assert desk.exchange(ada).offline
    desk.at("Bo")
    with pytest.raises(Problem):
        Project.open(desk.file, author="Bo")


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
def test_a_share_that_is_not_mounted_looks_local_and_the_work_goes_on(
    desk: Desk, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.opened("Ada"):
        pass
    away = desk.share.rename(desk.folder / "unplugged")
    if left == "an empty folder":
        desk.share.mkdir(0o500)
    with monkeypatch.context() as not_mounted:
        not_mounted.setattr(replicas, "place_of", lambda _path: Place.LOCAL)
        with desk.opened("Ada") as (ada,):
            desk.write(ada, "note", "on the train")
            assert left == "an empty folder" or "cannot be reached" in desk.exchange(ada).offline
        desk.at("Bo")
        with pytest.raises(Problem, match="There is no file"):
            Project.open(desk.file, author="Bo")
    if desk.share.exists():
        shutil.rmtree(desk.share)
    away.rename(desk.share)
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.exchange(ada)
        desk.exchange(bo)
        assert desk.read(bo).note == "on the train"


def test_nothing_new_is_made_where_a_shared_project_is_out_of_reach(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.opened("Ada"):
        pass
    desk.share.rename(desk.folder / "unplugged")
    desk.share.mkdir()
    monkeypatch.setattr(replicas, "place_of", lambda _path: Place.LOCAL)
    with pytest.raises(Problem, match="you worked on lay at"):
        Project.create(desk.file, author="Ada")
    assert list(desk.share.iterdir()) == []
    # Who never worked there has nothing that could be taken for another.
    desk.at("Bo")
    with closing(Project.create(desk.file, author="Bo")) as bo:
        assert bo.read(listed_claims) == []


def rolled_back(file: Path, old: bytes) -> None:
    file.write_bytes(old)


def cut_off(file: Path, old: bytes) -> None:
    os.truncate(file, file.stat().st_size // 2)


def emptied(file: Path, old: bytes) -> None:
    os.truncate(file, 0)


def deleted(file: Path, old: bytes) -> None:
    file.unlink()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (rolled_back, "older version"),
        (cut_off, "damaged"),
        (emptied, "damaged"),
        (deleted, "gone"),
    ],
)
def test_a_harmed_shared_file_is_healed_and_told(desk: Desk, harm: Callable[[Path, bytes], None], words: str) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        desk.exchange(ada)
        old = desk.file.read_bytes()
        desk.write(ada, "note", "from Ada")
        desk.exchange(ada)
        desk.exchange(bo)
        harm(desk.file, old)
        healed = desk.exchange(ada)
        assert len(healed.told) == 1
        assert words in healed.told[0]
        assert healed.pushed
        assert desk.exchange(bo).told == ()
        with copy_to_read(desk.file):
            pass
        assert desk.read(bo).note == desk.read(ada).note == "from Ada"
        assert ada.read(faults) == bo.read(faults) == []


def test_another_project_in_its_place_is_left_alone_and_told(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        (desk.folder / "other").mkdir()
        with closing(new_project(desk.folder / "other")) as other:
            pass
        shutil.copyfile(other.path, desk.file)
        before = desk.file.read_bytes()
        desk.write(ada, "note", "from Ada")
        assert "Another project" in desk.exchange(ada).offline
        assert desk.file.read_bytes() == before
    with desk.opened("Ada") as (again,):
        assert again.project_id == other.project_id
        assert again.read(listed_claims) == []
        (told,) = desk.exchange(again).told
        assert "Another project lay here before" in told
        assert str(ada._database.path) in told
        assert desk.exchange(again).told == ()
    with desk.opened("Ada") as (again,):
        assert desk.exchange(again).told == ()
    with closing(Project.open(ada._database.path, author="Ada")) as mine:
        assert desk.read(mine).note == "from Ada"


def test_text_that_is_being_typed_stays_here(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        ada.keep_typing("claim:note", "not yet said")
        desk.write(ada, "note", "said")
        desk.exchange(ada)
    content = desk.file.read_bytes()
    assert b"not yet said" not in content
    assert b"said" in content


def test_whoever_works_in_place_goes_on_in_a_replica_once_others_exchange(desk: Desk) -> None:
    """The file lies on a disk of Cy's computer, which shares the folder with the others."""
    desk.at("Cy")
    desk.monkeypatch.setattr(replicas, "place_of", lambda _path: Place.LOCAL)
    with closing(Project.open(desk.file, author="Cy")) as cy:
        assert cy.shared is None
        desk.write(cy, "rationale", "in place")
        desk.monkeypatch.setattr(replicas, "place_of", lambda _path: Place.SHARE)
        with desk.opened("Ada") as (ada,):
            desk.write(ada, "note", "from Ada")
            assert desk.exchange(ada).pushed
            desk.at("Cy")
            desk.monkeypatch.setattr(replicas, "place_of", lambda _path: Place.LOCAL)
            desk.write(cy, "correction", "after the file was replaced")
            desk.exchange(cy)
            assert desk.read(cy).note == "from Ada"
            assert cy.changes_since() is not None
            desk.exchange(ada)
            assert desk.read(ada).correction == "after the file was replaced"
            assert desk.read(ada).rationale == "in place"
            assert cy.read(faults) == ada.read(faults) == []
    desk.at("Dee")
    with closing(Project.open(desk.file, author="Dee")) as dee:
        assert dee.shared is not None


def test_a_local_file_that_is_deleted_while_it_is_open_loses_nothing(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
        project.path.unlink()
        project.apply(EditClaim(claim_id, {"note": "written after"}))
        assert project.shared is not None
        assert project.shared.exchange().pushed
        with closing(Project.open(project.path, author="Bo")) as again:
            assert again.read(lambda reading: reading.get(Claim, claim_id)).note == "written after"


def test_backups_are_made_of_the_replica(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        copy = Path(shutil.copyfile(desk.file, desk.folder / "copy.factcheck"))
        with closing(Project.open(copy, author="Bo")) as bo:
            bo.apply(EditClaim(desk.claim_id, {"note": "by mail"}))
        desk.at("Ada")
        merged, _nothing = ada.bring_in(copy, then=lambda _reading, _merged: None)
        assert merged.backup is not None
        assert [(backup.path, backup.whose) for backup in backups_of(desk.file)] == [(merged.backup, OWN)]


def test_a_sure_local_disk_is_worked_on_in_place(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        assert project.shared is None
        assert SharedFile.of(project.path) is None


def test_a_project_is_made_on_a_share(desk: Desk) -> None:
    made = desk.share / "new.factcheck"
    with closing(Project.create(made, author="Ada")) as ada:
        assert ada.shared is not None
        assert made.is_file()
        add_article(ada)
        desk.exchange(ada)
    assert sorted(file.name for file in desk.share.iterdir()) == ["desk.factcheck", "new.factcheck"]
    desk.at("Bo")
    with closing(Project.open(made, author="Bo")) as bo:
        assert len(bo.read(articles)) == 1


def test_going_back_is_refused_where_others_would_bring_everything_again(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        ada.keep_typing("x", "y")
    back_up(ada._database.path)
    with pytest.raises(Problem, match="is shared"):
        restore(desk.file, backups_of(desk.file)[0].path)


def test_a_colleague_at_another_computer_is_seen_and_goes(desk: Desk) -> None:
    with desk.opened("Ada", "Bo") as (ada, bo):
        bo.stand("article", desk.claim_id)
        desk.exchange(bo)
        ada.stand("", "")
        desk.exchange(ada)
        assert [(one.author, one.article_id, one.claim_id) for one in ada.present() or ()] == [
            ("Bo", "article", desk.claim_id)
        ]
        bo.stand("article", "")
        desk.exchange(bo)
        desk.exchange(ada)
        assert [one.claim_id for one in ada.present() or ()] == [""]
        assert bo.shared is not None
        bo.shared.close()
        desk.exchange(ada)
        assert ada.present() == []
        assert ada.shared is not None
        ada.shared.close()
    assert [file.name for file in desk.share.iterdir()] == ["desk.factcheck"]


def test_what_is_no_sign_or_an_old_one_shows_nobody(desk: Desk) -> None:
    with desk.opened("Ada") as (ada,):
        ada.stand("", "")
        signs = {"aa": "[1, 2", "bb": '["cc", "Mo", "", ""]', "dd": '["dd", "Old", "", ""]', "ee": "x" * 9000}
        for site, words in signs.items():
            desk.file.with_name(f".{desk.file.name}.here-{site}").write_text(words)
        old = desk.file.with_name(f".{desk.file.name}.here-dd")
        os.utime(old, (old.stat().st_mtime - 100,) * 2)
        desk.exchange(ada)
        assert not ada.present()
        os.utime(old, (old.stat().st_mtime - 1000,) * 2)
        desk.exchange(ada)
        assert not old.exists()


def test_what_is_no_project_is_told_by_the_name_that_people_know(desk: Desk) -> None:
    desk.file.write_bytes(desk.file.read_bytes()[:5000])
    with pytest.raises(Problem, match=r"“desk\.factcheck” is damaged"):
        Project.open(desk.file, author="Ada")
