"""What a colleague does in LibreOffice: ``python3 office_hand.py SOURCE TARGET STEPS`` with a Python that has ``uno``.

``STEPS`` is a list in JSON: ``["comment", words, text]``, ``["replace", words, new]``, ``["replace tracked", words,
new]``, ``["type", words, new]`` (right behind them), ``["reply", comment, text]`` and ``["resolve", comment, ""]`` (a
comment by the words that it begins with), ``["choose", words, label]`` (in the drop-down list of a line that begins
with the words). The program runs without a window, under a profile beside SOURCE.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

AUTHOR = "Bo Lind"


def connected(uno: Any, name: str) -> Any:
    """The office's own context, once it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + 120
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
        except Exception:  # LibreOffice throws what it likes until it listens
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def remarks_in(document: Any) -> list[Any]:
    """The comments of a document."""
    fields = document.TextFields.createEnumeration()
    found = []
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            found.append(field)
    return found


def reply(document: Any, remark: Any, text: str) -> None:
    """Answer a comment as its menu does, which no command does without a window: behind the question, on no words."""
    answer = document.createInstance("com.sun.star.text.textfield.Annotation")
    answer.Author, answer.Content, answer.DateTimeValue = AUTHOR, text, remark.DateTimeValue
    remark.Anchor.Text.insertTextContent(remark.Anchor.End, answer, False)


def shown_choice(document: Any, words: str) -> Any:
    """What the drop-down list shows in the line that begins with some words."""
    lines = document.Text.createEnumeration()
    while lines.hasMoreElements():
        line = lines.nextElement()
        if not line.supportsService("com.sun.star.text.Paragraph") or not line.String.startswith(words):
            continue
        portions = line.createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == "ContentControl" and portion.ContentControl.ListItems:
                return portion.ContentControl.Anchor
    raise LookupError(words)


def main(source: Path, target: Path, steps: list[list[str]]) -> None:
    """Do the steps in a report and save it as Word's format."""
    import uno  # type: ignore[import-not-found] # comes with LibreOffice, for its own Python

    def valued(**values: object) -> tuple[Any, ...]:
        made = []
        for name, value in values.items():
            one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
            one.Name, one.Value = name, value
            made.append(one)
        return tuple(made)

    pipe = f"factcheck{source.stat().st_ino}"
    profile = f"-env:UserInstallation={(source.parent / 'hand').as_uri()}"
    office = subprocess.Popen(["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"])
    try:
        context = connected(uno, pipe)
        make = context.ServiceManager.createInstanceWithContext
        desktop = make("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, valued(Hidden=True))
        control, dispatcher = document.CurrentController, make("com.sun.star.frame.DispatchHelper", context)
        for kind, words, new in steps:
            document.RecordChanges = kind.endswith("tracked")
            if kind in ("reply", "resolve"):
                (remark,) = (one for one in remarks_in(document) if one.Content.startswith(words))
                if kind == "reply":
                    reply(document, remark, new)
                else:
                    remark.Resolved = True
                continue
            search = document.createSearchDescriptor()
            search.SearchString, search.SearchCaseSensitive = words, True
            found = shown_choice(document, words) if kind == "choose" else document.findFirst(search)
            if kind == "type":
                control.getViewCursor().gotoRange(found.End, False)
            else:
                control.select(found)
            command, values = (".uno:InsertText", valued(Text=new)) if new else (".uno:Delete", ())
            if kind == "comment":
                command, values = ".uno:InsertAnnotation", valued(Text=new, Author=AUTHOR)
            dispatcher.executeDispatch(control.Frame, command, "", 0, values)
        document.storeToURL(target.as_uri(), valued(FilterName="MS Word 2007 XML"))
        document.close(False)
    finally:
        office.terminate()
        office.wait(30)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
