"""The commands: each does one thing with a project and answers with the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, Final

from factcheck.cli import exporting, importing, ledger, lists, press, readback, sending, serving, sharing
from factcheck.cli.choosing import article_of, rating_of
from factcheck.cli.history import print_history
from factcheck.cli.opening import author_of, complain, held, is_there, made, opened, tell
from factcheck.cli.placing import places_as_json, places_as_table
from factcheck.cli.printing import one_line, print_json
from factcheck.cli.quoting import place_of
from factcheck.domain.counting import counted, size_in_words
from factcheck.domain.draft import ArticleDraft
from factcheck.domain.problems import Problem
from factcheck.domain.records import Article
from factcheck.formats.arrivals import arrival_of
from factcheck.formats.registry import read_article
from factcheck.locales import listed, number
from factcheck.project.carrying import placed, standing
from factcheck.project.checking import INDEX_FAULT, faults
from factcheck.project.edits.annotating import AddAnnotated
from factcheck.project.edits.articles import ShowOmission
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import Cite
from factcheck.project.edits.together import Together
from factcheck.project.project import Project
from factcheck.project.queries.articles import opened as opened_article
from factcheck.project.queries.listing import listed_claims
from factcheck.project.queries.project import project_record, scale_in_use
from factcheck.project.reading import Reading
from factcheck.project.recording import Edit
from factcheck.settings import sample_path
from factcheck.translation import _, ngettext

DONE: Final = 0
PROBLEM: Final = 1


def new(chosen: argparse.Namespace) -> int:
    """Make a project."""
    author = author_of(chosen)
    with held(Project.create(chosen.project, author=author, profile=chosen.profile, scale=chosen.scale)) as project:
        record = project.read(project_record)
        scale, _ratings = project.read(scale_in_use)
    answer = {"project": str(chosen.project), "id": record.id, "profile": record.profile, "scale": scale.name}
    told = _("Made {path}: {profile}, scale “{scale}”.").format(
        path=chosen.project, profile=record.profile, scale=scale.name
    )
    tell(chosen, answer, told)
    return DONE


def bring_in(chosen: argparse.Namespace) -> int:
    """Add each file as an article; one that cannot be read does not stop the others."""
    brought: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    failed: list[dict[str, str]] = []
    with ExitStack() as stack:
        project = stack.enter_context(opened(chosen)) if is_there(chosen.project) else None
        for file in chosen.files:
            try:
                kind = arrival_of(file)
                taking = None if kind == "article" else importing.READERS[kind](file)
                draft = None if taking else read_article(file, encoding=chosen.encoding, revisions=chosen.revisions)
                # Made only now: files that all fail leave no empty project behind.
                project = project or stack.enter_context(made(chosen))
                if taking is not None:
                    taken, words = taking(project, chosen)
                    others.append({"file": str(file), **taken})
                    if not chosen.json:
                        print(f"{one_line(file.name)}: {words}")
            except Problem as problem:
                failed.append({"file": str(file), "problem": str(problem)})
                complain(str(problem))
                continue
            if draft is None:
                continue
            kinds = frozenset(note.kind for note in draft.structure.notes if chosen.notes == "claims")
            article_id = project.apply(AddAnnotated(draft, kinds)).value
            line = next(line for line in project.read(lists.articles) if line["id"] == article_id)
            brought.append({**line, **_intake(draft), "file": str(file)})
            if not chosen.json:
                _say_article(line, draft)
    if chosen.json:
        print_json({"project": str(chosen.project), "articles": brought, "others": others, "failed": failed})
    return PROBLEM if failed else DONE


def revise(chosen: argparse.Namespace) -> int:
    """Make a file the next draft of an article."""
    with opened(chosen) as project:
        article = project.read(lambda reading: article_of(reading, chosen.article))
        draft = read_article(chosen.file, encoding=chosen.encoding, revisions=chosen.revisions)
        if chosen.dry_run:
            return _tell_places(chosen, project, article, draft)
        revised = project.apply(ReviseArticle(article.id, draft)).value
        line = next(line for line in project.read(lists.articles) if line["id"] == article.id)
        claims = [claim for claim in project.read(listed_claims) if claim.id in revised.re_check]
    numbers = [claim.number for claim in claims]
    answer = {**line, **_intake(draft), "carried": revised.carried, "asked": revised.asked, "re_check": numbers}
    told = _("Draft {draft} of article {number}: {carried}, {lost}.").format(
        draft=line["draft"],
        number=line["number"],
        carried=ngettext("{n} highlight carried", "{n} highlights carried", revised.carried).format(n=revised.carried),
        lost=(
            ngettext("to be re-checked: claim {numbers}", "to be re-checked: claims {numbers}", len(numbers)).format(
                numbers=listed(map(str, numbers))
            )
            if numbers
            else _("nothing to be re-checked")
        ),
    )
    tell(chosen, answer, "\n".join([told, *map(one_line, draft.unread)]))
    return DONE


def _tell_places(chosen: argparse.Namespace, project: Project, article: Article, draft: ArticleDraft) -> int:
    """Tell where each highlight would stand in a new draft; nothing is written."""
    stood = project.read(lambda reading: standing(reading, article.id))
    places = placed(stood, draft.text)
    told = project.read(lambda reading: places_as_json(reading, article, stood, places, draft.text))
    lines = list(places_as_table(told)) if told else [_("No highlight stands in this article.")]
    tell(chosen, {"highlights": told}, "\n".join(lines))
    return DONE


def mark(chosen: argparse.Namespace) -> int:
    """Make a claim of quoted words, with verdict, rationale and sources, as one edit."""
    with opened(chosen) as project:
        edit = project.read(lambda reading: _marking(reading, chosen))
        claim_id = project.apply(edit).value
        claim = next(claim for claim in project.read(listed_claims) if claim.id == claim_id)
    told = _("Claim {number} of article {article}: “{quotation}” ({verdict})").format(
        number=claim.number,
        article=claim.article,
        quotation=one_line(claim.words),
        verdict=claim.verdict or _("no verdict"),
    )
    tell(chosen, lists.claim_as_json(claim), told)
    return DONE


def show(chosen: argparse.Namespace) -> int:
    """List articles, claims, sources or queries."""
    with opened(chosen, writing=False) as project:
        if chosen.json:
            print_json(project.read(lists.AS_JSON[chosen.what]))
        else:
            for line in project.read(lists.AS_TABLE[chosen.what]):
                print(line)
    return DONE


def history(chosen: argparse.Namespace) -> int:
    """Tell who changed what."""
    with opened(chosen, writing=False) as project:

        def told(reading: Reading) -> None:
            print_history(reading, chosen, article_of(reading, chosen.article).id if chosen.article else "")

        project.read(told)
    return DONE


def check(chosen: argparse.Namespace) -> int:
    """Test the whole file; every fault is printed. An index of words that is wrong is made anew."""
    with opened(chosen, writing=False) as project:
        found = project.read(faults)
    if any(fault.startswith(INDEX_FAULT) for fault in found):
        # What is derived can be made anew; no word of it is anybody's.
        with opened(chosen, writing=True) as project:
            project.rebuild_word_index()
            found = project.read(faults)
    name = chosen.project.name
    tell(chosen, {"faults": found}, "\n".join(map(one_line, found)) or _("{name} is whole.").format(name=name))
    if found:
        raise Problem(
            ngettext("{name} has {n} fault.", "{name} has {n} faults.", len(found)).format(name=name, n=len(found)),
            _("Go on with a copy or a backup, and keep this file: parts of it can be rescued."),
        )
    return DONE


def sample(chosen: argparse.Namespace) -> int:
    """Make the sample project where it is not there yet, and print its path."""
    from factcheck.sample import build_sample

    path = chosen.project or sample_path()
    if chosen.project or not path.exists():
        build_sample(path, author=chosen.author)
    print(path)
    return DONE


COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "new": new,
    "import": bring_in,
    "revise": revise,
    "mark": mark,
    "list": show,
    "export": exporting.export,
    "readback": readback.read_back,
    "history": history,
    "press": press.press,
    "ledger": ledger.ledger,
    "check": check,
    "sample": sample,
    "merge": sharing.merge,
    "move": serving.move,
    "allow": serving.allow,
    "conflicts": sharing.show_conflicts,
    "resolve": sharing.resolve,
    "restore": sharing.go_back,
    "rescue": sharing.make_sound,
    "send": sending.send,
    "unlock": sending.unlock,
    "purge-source": sending.purge_source,
}


def _marking(reading: Reading, chosen: argparse.Namespace) -> Edit:
    """The one edit that ``mark`` asks for."""
    article = opened_article(reading, article_of(reading, chosen.article).id)
    rating = None if chosen.verdict is None else rating_of(reading, chosen.verdict)
    sentences = reading.sentences(article.revision, article.article.record.language)
    folded = [stretch for stretch in article.omissions if not stretch.shown]
    start, end = place_of(
        article.text, chosen.quote, chosen.occurrence, sentences, [(stretch.start, stretch.end) for stretch in folded]
    )

    def following(claim_id: str) -> Iterator[Edit]:
        # Words that somebody quotes belong to the article: a stretch that was left out comes back with them.
        yield from (ShowOmission(o.id, shown=True) for o in folded if o.start < end and start < o.end)
        if chosen.rationale:
            yield EditClaim(claim_id, {"rationale": chosen.rationale})
        yield from (Cite(claim_id, address) for address in chosen.sources)

    marking = MarkClaim(article.revision.id, ((start, end),), rating.id if rating else None)
    return Together(marking.name, marking, following)


def _intake(draft: ArticleDraft) -> dict[str, Any]:
    left_out = sum(stretch.end - stretch.start for stretch in draft.omissions if not stretch.shown)
    return {"counts": dict(draft.counts), "left_out": left_out, "unread": list(draft.unread)}


def _say_article(line: Mapping[str, Any], draft: ArticleDraft) -> None:
    """What came in, and what could not be read."""
    came = [size_in_words(line["characters"])]
    if any(draft.counts.values()):
        came.append(counted(draft.counts, draft.structure))
    left_out = _intake(draft)["left_out"]
    if left_out:
        came.append(ngettext("{n} character left out", "{n} characters left out", left_out).format(n=number(left_out)))
    print(f"{line['number']}  {one_line(line['title'])} ({listed(came)})")
    for sentence in draft.unread:
        print(f"   {one_line(sentence)}")
