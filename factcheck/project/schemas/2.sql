CREATE TABLE article (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    publication TEXT NOT NULL,
    published TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    slug TEXT NOT NULL,
    position TEXT NOT NULL,
    revision_id TEXT,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(revision_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE attachment (
    id TEXT NOT NULL,
    source_id TEXT,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    added_at TEXT,
    extracted_text TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE blob (
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (sha256)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE blob_chunk (
    sha256 TEXT NOT NULL,
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (sha256, number)
)
 STRICT;

CREATE TABLE change (
    site TEXT NOT NULL,
    seq INTEGER NOT NULL,
    edit TEXT NOT NULL,
    tbl TEXT NOT NULL,
    "row" TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    prev TEXT NOT NULL,
    salt TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (site, seq)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim (
    id TEXT NOT NULL,
    article_id TEXT,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,
    priority TEXT NOT NULL,
    status TEXT NOT NULL,
    rating_id TEXT,
    rationale TEXT NOT NULL,
    note TEXT NOT NULL,
    correction TEXT NOT NULL,
    assignee TEXT NOT NULL,
    speaker TEXT NOT NULL,
    speaker_role TEXT NOT NULL,
    stated_on TEXT NOT NULL,
    occasion TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article_id) REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(rating_id) REFERENCES rating (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim_tag (
    id TEXT NOT NULL,
    claim_id TEXT,
    tag_id TEXT,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE comment (
    id TEXT NOT NULL,
    claim_id TEXT,
    parent_id TEXT,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    written_at TEXT,
    resolved INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(parent_id) REFERENCES comment (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE "conflict" (
    tbl TEXT NOT NULL,
    "row" TEXT NOT NULL,
    field TEXT NOT NULL,
    sides TEXT NOT NULL,
    PRIMARY KEY (tbl, "row", field)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE draft (
    field_key TEXT NOT NULL,
    site TEXT NOT NULL,
    author TEXT NOT NULL,
    life TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (field_key, site)
)
 STRICT;

CREATE TABLE edit (
    arrival INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    site TEXT NOT NULL,
    author TEXT NOT NULL,
    hlc INTEGER NOT NULL,
    name TEXT NOT NULL,
    undoes TEXT,
    UNIQUE (id)
)
 STRICT;

CREATE TABLE entry (
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    words TEXT NOT NULL,
    more TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (id)
)
 STRICT;

CREATE TABLE evidence (
    id TEXT NOT NULL,
    claim_id TEXT,
    source_id TEXT,
    stance TEXT NOT NULL,
    passage TEXT NOT NULL,
    locator TEXT NOT NULL,
    note TEXT NOT NULL,
    origin TEXT NOT NULL,
    verified INTEGER NOT NULL,
    note_key TEXT NOT NULL,
    position TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE highlight (
    id TEXT NOT NULL,
    claim_id TEXT,
    revision_id TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    arrival TEXT NOT NULL,
    confidence REAL NOT NULL,
    decided_by TEXT NOT NULL,
    from_id TEXT,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(revision_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(from_id) REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE meta (
    project_uuid TEXT NOT NULL,
    min_reader INTEGER NOT NULL,
    min_writer INTEGER NOT NULL,
    exchange_point INTEGER NOT NULL,
    PRIMARY KEY (project_uuid)
)
 STRICT;

CREATE TABLE omission (
    id TEXT NOT NULL,
    revision_id TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    reason TEXT NOT NULL,
    shown INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(revision_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE open_place (
    id TEXT NOT NULL,
    claim_id TEXT,
    highlight_id TEXT,
    revision_id TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    arrival TEXT NOT NULL,
    confidence REAL NOT NULL,
    stakes TEXT NOT NULL,
    decision TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(highlight_id) REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(revision_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE person (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    role TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE presence (
    site TEXT NOT NULL,
    author TEXT NOT NULL,
    place TEXT NOT NULL,
    article_id TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (site)
)
 STRICT;

CREATE TABLE project (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    scale_id TEXT,
    sourcing_id TEXT,
    report TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(scale_id) REFERENCES scale (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(sourcing_id) REFERENCES sourcing_profile (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE "query" (
    id TEXT NOT NULL,
    article_id TEXT,
    claim_id TEXT,
    "to" TEXT NOT NULL,
    addressee TEXT NOT NULL,
    question TEXT NOT NULL,
    channel TEXT NOT NULL,
    asked TEXT NOT NULL,
    due TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered TEXT NOT NULL,
    closed INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article_id) REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE rating (
    id TEXT NOT NULL,
    scale_id TEXT,
    "key" TEXT NOT NULL,
    label TEXT NOT NULL,
    definition TEXT NOT NULL,
    position INTEGER NOT NULL,
    rank INTEGER,
    closes INTEGER NOT NULL,
    proven INTEGER NOT NULL,
    icon TEXT NOT NULL,
    pattern TEXT NOT NULL,
    strong_light TEXT NOT NULL,
    tint_light TEXT NOT NULL,
    strong_dark TEXT NOT NULL,
    tint_dark TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(scale_id) REFERENCES scale (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE review (
    id TEXT NOT NULL,
    claim_id TEXT,
    asked_by TEXT NOT NULL,
    asked_of TEXT NOT NULL,
    asked_at TEXT,
    answer TEXT NOT NULL,
    remark TEXT NOT NULL,
    answered_at TEXT,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(claim_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE revision (
    id TEXT NOT NULL,
    article_id TEXT,
    parent_id TEXT,
    number INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    structure_sha256 TEXT NOT NULL,
    original_sha256 TEXT NOT NULL,
    original_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    encoding TEXT NOT NULL,
    characters INTEGER NOT NULL,
    made_at TEXT,
    intake TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article_id) REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(parent_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE scale (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    profile TEXT NOT NULL,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE segmentation (
    revision_id TEXT NOT NULL,
    engine TEXT NOT NULL,
    spans BLOB NOT NULL,
    PRIMARY KEY (revision_id, engine)
)
 STRICT;

CREATE TABLE sentence (
    id TEXT NOT NULL,
    revision_id TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(revision_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE sign_off (
    id TEXT NOT NULL,
    article_id TEXT,
    revision_id TEXT,
    pass_name TEXT NOT NULL,
    person TEXT NOT NULL,
    signed_at TEXT,
    digest TEXT NOT NULL,
    remark TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(article_id) REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(revision_id) REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE source (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    publisher TEXT NOT NULL,
    address TEXT NOT NULL,
    archive_address TEXT NOT NULL,
    published TEXT NOT NULL,
    accessed TEXT NOT NULL,
    standing TEXT NOT NULL,
    wire TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    alias TEXT NOT NULL,
    privileged INTEGER NOT NULL,
    person TEXT NOT NULL,
    contact TEXT NOT NULL,
    interviewed_on TEXT NOT NULL,
    channel TEXT NOT NULL,
    terms TEXT NOT NULL,
    recording TEXT NOT NULL,
    note TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE sourcing_profile (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    minimum INTEGER NOT NULL,
    rules TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE tag (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE VIRTUAL TABLE found_by USING fts5(words, more, content='entry', content_rowid='number', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'", prefix='1 2');

CREATE INDEX attachment_source ON attachment (source_id);

CREATE INDEX change_creation ON change (tbl, "row", edit) WHERE field = '+';

CREATE INDEX change_edit ON change (edit);

CREATE INDEX change_row ON change (tbl, "row");

CREATE INDEX claim_article ON claim (article_id, deleted, rating_id, status, assignee);

CREATE INDEX claim_assignee ON claim (assignee) WHERE assignee <> '';

CREATE INDEX claim_tag_claim ON claim_tag (claim_id);

CREATE INDEX claim_tag_tag ON claim_tag (tag_id, deleted, claim_id);

CREATE INDEX comment_claim ON comment (claim_id);

CREATE INDEX evidence_claim ON evidence (claim_id, deleted, source_id, origin, verified);

CREATE INDEX evidence_source ON evidence (source_id);

CREATE INDEX highlight_claim ON highlight (claim_id, revision_id, start);

CREATE INDEX highlight_from ON highlight (from_id) WHERE from_id IS NOT NULL;

CREATE INDEX highlight_revision ON highlight (revision_id, start, "end" DESC, id, claim_id, deleted);

CREATE INDEX ix_edit_hlc ON edit (hlc);

CREATE INDEX ix_edit_site ON edit (site);

CREATE INDEX omission_revision ON omission (revision_id);

CREATE INDEX open_place_claim ON open_place (claim_id);

CREATE INDEX open_place_revision ON open_place (revision_id);

CREATE INDEX query_claim ON "query" (claim_id);

CREATE INDEX review_claim ON review (claim_id);

CREATE INDEX review_open ON review (asked_of) WHERE answer = '';

CREATE INDEX revision_article ON revision (article_id);

CREATE INDEX sentence_revision ON sentence (revision_id);

CREATE INDEX sign_off_article ON sign_off (article_id);
