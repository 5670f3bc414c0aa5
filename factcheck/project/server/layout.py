"""What a project is on a server: a schema of the database that holds its log and its files, and nothing derived.

Roles are the server's own. Who may read has SELECT; who may write has INSERT besides and can neither alter nor remove
what is there: only a function of the schema's owner erases, and only what a removal for good in the log names. Whoever
inserts, by whatever program, does so in turn (the numbers of arrival rise as transactions commit), and all who listen
are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Template
from typing import Final

from factcheck.domain.problems import Problem
from factcheck.project.server.connecting import Link
from factcheck.project.server.passwords import user_of
from factcheck.translation import _

LAYOUT: Final = 1
MIN_READER: Final = 1
MIN_WRITER: Final = 1
# Half of the number of a lock; the other half is the table's own, so that no project waits for another.
_LOCK: Final = 0x46435448 << 32
_ID: Final = re.compile("[0-9a-f]{32}")

_MADE: Final = Template("""
CREATE SCHEMA $s;
CREATE TABLE $s.meta (
    project_uuid text NOT NULL, layout integer NOT NULL, min_reader integer NOT NULL, min_writer integer NOT NULL);
CREATE TABLE $s.edit (
    id text PRIMARY KEY, site text NOT NULL, author text NOT NULL, hlc bigint NOT NULL, name text NOT NULL, undoes text,
    brought_by text NOT NULL DEFAULT session_user, brought_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE $s.change (
    site text NOT NULL, seq bigint NOT NULL CHECK (seq > 0), edit text NOT NULL REFERENCES $s.edit (id),
    tbl text NOT NULL, "row" text NOT NULL, field text NOT NULL, value text, prev text NOT NULL,
    salt text NOT NULL, digest text NOT NULL, arrival bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    PRIMARY KEY (site, seq));
CREATE INDEX ON $s.change ("row");
CREATE INDEX ON $s.change (value) WHERE length(value) = 66;
CREATE TABLE $s.blob (sha256 text PRIMARY KEY, size bigint NOT NULL);
CREATE TABLE $s.blob_chunk (
    sha256 text NOT NULL, number integer NOT NULL, content bytea NOT NULL, PRIMARY KEY (sha256, number));
CREATE FUNCTION $s.in_turn() RETURNS trigger LANGUAGE plpgsql AS $$$$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock($lock + TG_RELID::bigint);
    RETURN NULL;
END $$$$;
CREATE TRIGGER in_turn BEFORE INSERT ON $s.change FOR EACH STATEMENT EXECUTE FUNCTION $s.in_turn();
CREATE FUNCTION $s.tell() RETURNS trigger LANGUAGE plpgsql AS $$$$
BEGIN
    PERFORM pg_catalog.pg_notify('factcheck_' || TG_RELID, '');
    RETURN NULL;
END $$$$;
CREATE TRIGGER tell AFTER INSERT ON $s.change FOR EACH STATEMENT EXECUTE FUNCTION $s.tell();
CREATE FUNCTION $s.erase(named json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$$$
DECLARE
    gone text[];
BEGIN
    WITH wanted AS (
        SELECT c.site, c.seq, c.value, n.digest
        FROM json_to_recordset(named) AS n(site text, seq bigint, digest text)
        JOIN $s.change c ON c.site = n.site AND c.seq = n.seq
        WHERE c.salt <> '' AND left(c.field, 1) <> '!' AND EXISTS (
            SELECT FROM $s.change r WHERE r."row" = c."row" AND r.tbl = c.tbl AND r.field = '!' || c.field
            AND strpos(r.prev, '"' || c.site || ':' || c.seq || '"') > 0)
    ), done AS (
        UPDATE $s.change c SET value = NULL, salt = '', digest = w.digest
        FROM wanted w WHERE c.site = w.site AND c.seq = w.seq RETURNING w.value
    )
    SELECT coalesce(array_agg(value), '{}') INTO gone FROM done;
    DELETE FROM $s.blob_chunk b WHERE b.sha256 IN (
        SELECT btrim(one, '"') FROM unnest(gone) AS one WHERE length(one) = 66
        AND NOT EXISTS (SELECT FROM $s.change c WHERE length(c.value) = 66 AND c.value = one));
    DELETE FROM $s.blob b WHERE NOT EXISTS (SELECT FROM $s.blob_chunk k WHERE k.sha256 = b.sha256) AND b.size > 0;
    RETURN cardinality(gone);
END $$$$;
REVOKE ALL ON FUNCTION $s.in_turn(), $s.tell(), $s.erase(json) FROM PUBLIC;
INSERT INTO $s.meta VALUES ('$project_uuid', $layout, $min_reader, $min_writer);
""")
_MAY_READ: Final = Template("""
GRANT USAGE ON SCHEMA $s TO $role;
GRANT SELECT ON ALL TABLES IN SCHEMA $s TO $role;
""")
_MAY_WRITE: Final = Template("""
GRANT INSERT (id, site, author, hlc, name, undoes) ON $s.edit TO $role;
GRANT INSERT (site, seq, edit, tbl, "row", field, value, prev, salt, digest) ON $s.change TO $role;
GRANT INSERT ON $s.blob, $s.blob_chunk TO $role;
GRANT EXECUTE ON FUNCTION $s.erase(json) TO $role;
""")
_MAY_NOT: Final = Template("""
REVOKE ALL ON ALL TABLES IN SCHEMA $s FROM $role;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA $s FROM $role;
REVOKE ALL ON SCHEMA $s FROM $role;
""")
# Who made the project, and whether this person may act as that one; what a role may do, by whatever way.
_MAKER: Final = """
SELECT pg_get_userbyid(nspowner), pg_has_role(nspowner, 'USAGE') FROM pg_catalog.pg_namespace
WHERE nspname = :project"""
_RIGHTS: Final = """
SELECT has_schema_privilege(r.oid, n.oid, 'USAGE') AND has_table_privilege(r.oid, c.oid, 'SELECT'),
    has_schema_privilege(r.oid, n.oid, 'USAGE') AND has_any_column_privilege(r.oid, c.oid, 'INSERT')
FROM pg_catalog.pg_roles r, pg_catalog.pg_namespace n
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'change' AND c.relkind = 'r'
WHERE n.nspname = :project AND r.rolname = :role"""
# A project is a schema with these two tables, which the person may look into.
_PROJECTS: Final = """
SELECT n.nspname FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_class m ON m.relnamespace = n.oid AND m.relname = 'meta' AND m.relkind = 'r'
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'change' AND c.relkind = 'r'
WHERE has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') ORDER BY n.nspname"""
_ABOUT: Final = """
SELECT c.oid, has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
    has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'INSERT')
FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'change' AND c.relkind = 'r'
WHERE n.nspname = :project"""


@dataclass(frozen=True, slots=True)
class Found:
    """A project on a server: what it says of itself, and what this person may do there.

    ``lock`` is the number under which those who insert wait for their turn, ``channel`` the name by which they tell.
    """

    schema: str
    project_uuid: str
    lock: int
    channel: str
    reason_to_read_only: str


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def projects(link: Link) -> list[str]:
    """The names of the projects in a database that this person may read."""
    return [str(name) for (name,) in link.run(_PROJECTS)]


def found(link: Link) -> Found:
    """Look at the project of an address before it is trusted. Raises ``Problem`` where it is none, or too new."""
    address = link.address
    about = link.run(_ABOUT, project=address.project)
    if not about:
        raise no_such_project(link)
    number, may_read, may_write = about[0]
    schema = quoted(address.project)
    if not may_read:
        raise Problem(
            _("You may not read the project “{name}” on the server.").format(name=address.project),
            _("Whoever made it lets you in: factcheck allow P --read or --write, and your role."),
        )
    meta = link.run(f"SELECT project_uuid, min_reader, min_writer FROM {schema}.meta LIMIT 2")  # noqa: S608 - quoted
    project_uuid, min_reader, min_writer = meta[0] if len(meta) == 1 else ("", 0, 0)
    # It becomes a part of the name of a folder here.
    if not (_ID.fullmatch(str(project_uuid)) and type(min_reader) is type(min_writer) is int):
        raise no_such_project(link)
    if min_reader > LAYOUT:
        raise Problem(
            _("The project “{name}” was brought to the server by a newer Factcheck.").format(name=address.project),
            _("Install the newer version to open it; nothing was changed."),
        )
    reason = ""
    if min_writer > LAYOUT:
        reason = _("This project was made by a newer Factcheck: it can be read here, not changed.")
    elif not may_write:
        reason = _("On the server you may read this project, not change it.")
    return Found(schema, str(project_uuid), _LOCK + int(number), f"factcheck_{number}", reason)


class NoSuchProject(Problem):
    """An address names no project, or none of several."""


def no_such_project(link: Link) -> NoSuchProject:
    """What is told where an address names no project, or none of several."""
    there = projects(link)
    name = link.address.project
    if not there:
        return NoSuchProject(
            _("The database “{name}” holds no Factcheck project that you may read.").format(name=link.address.database),
            _("Make one (factcheck new), bring one there (factcheck move), or ask to be let in (factcheck allow)."),
        )
    return NoSuchProject(
        _("There is no project “{name}” in the database.").format(name=name)
        if name
        else _("The database holds several projects."),
        _("Put one of these behind the address: {names}.").format(names=", ".join(there)),
    )


def is_there(link: Link) -> bool:
    """Whether something has the name of the address's project already."""
    return bool(link.run("SELECT FROM pg_catalog.pg_namespace WHERE nspname = :name", name=link.address.project))


def make(link: Link, project_uuid: str) -> None:
    """Lay out a project under the name in the address, within the transaction that the caller began."""
    name = link.address.project
    if not name:
        raise Problem(
            _("The address names a database, and no project in it."),
            _("Put the name of the project behind it: {example}").format(example=link.address.of_project("elections")),
        )
    if is_there(link):
        raise Problem(
            _("“{name}” is there already.").format(name=name), _("Choose another name, or open that project.")
        )
    (may_make,) = link.run("SELECT has_database_privilege(current_database(), 'CREATE')")[0]
    if not may_make:
        raise Problem(
            _("You may not make projects in the database “{name}”.").format(name=link.address.database),
            _("Whoever looks after the server lets you: {sql}").format(
                sql=f"GRANT CREATE ON DATABASE {quoted(link.address.database)} TO {quoted(user_of(link.address))}"
            ),
        )
    script = _MADE.substitute(
        s=quoted(name),
        project_uuid=project_uuid,
        lock=_LOCK,
        layout=LAYOUT,
        min_reader=MIN_READER,
        min_writer=MIN_WRITER,
    )
    link.run(script)


def allow(link: Link, role: str, *, write: bool) -> None:
    """Let a role read the project, or write in it as well. Raises ``Problem`` where the server refuses."""
    _may_be_said(link, role)
    with link.transaction():
        for rights in (_MAY_NOT, _MAY_READ, *((_MAY_WRITE,) if write else ())):
            link.run(rights.substitute(s=quoted(link.address.project), role=quoted(role)))


def shut_out(link: Link, role: str) -> None:
    """Take every right on the project from a role. Raises ``Problem``."""
    _may_be_said(link, role)
    with link.transaction():
        link.run(_MAY_NOT.substitute(s=quoted(link.address.project), role=quoted(role)))


def rights_of(link: Link, role: str) -> str:
    """What a role may do with the project, also by a group that it belongs to: "write", "read" or "none"."""
    may_read, may_write = (link.run(_RIGHTS, project=link.address.project, role=role) or [(False, False)])[0]
    return "write" if may_write else "read" if may_read else "none"


def _may_be_said(link: Link, role: str) -> None:
    """See that this person may say what the role may do, and that there is such a role, before anything is changed."""
    maker, is_ours = link.run(_MAKER, project=link.address.project)[0]
    if not is_ours:
        raise Problem(
            _("Only whoever made the project lets people in: {maker}.").format(maker=maker),
            _("Ask for it there, and name the role: {role}.").format(role=role),
        )
    if role == maker:
        raise Problem(
            _("{role} made the project and keeps every right on it.").format(role=role), _("Name another role.")
        )
    if not link.run("SELECT FROM pg_catalog.pg_roles WHERE rolname = :role", role=role):
        raise Problem(
            _("The server knows no role “{role}”.").format(role=role),
            _("See how it is written; whoever looks after the server makes one by CREATE ROLE."),
        )
