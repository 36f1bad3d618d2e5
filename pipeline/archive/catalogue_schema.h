#pragma once

// The catalogue's tables and views, as README.md in this folder documents them for those who ask questions in SQL.
// `user_version` is raised when a question written for the old ones could be misunderstood.
namespace banxin::archive {

inline constexpr const char* catalogue_schema = R"sql(
PRAGMA user_version = 1;

CREATE TABLE package (
  number INTEGER PRIMARY KEY,    -- in the order of folders
  folder TEXT NOT NULL UNIQUE,   -- packages/0a/0a…-v01
  id TEXT NOT NULL,              -- of bureau, form and year
  version INTEGER NOT NULL,
  newest INTEGER NOT NULL,       -- 1: no later version is there
  kind TEXT NOT NULL,            -- first, correction, remake
  bureau TEXT NOT NULL,
  year INTEGER NOT NULL,
  form TEXT NOT NULL,
  title TEXT NOT NULL,
  date TEXT NOT NULL,            -- of the report, YYYY-MM-DD
  pages INTEGER NOT NULL,
  report TEXT NOT NULL,          -- path of the PDF in the archive
  record_sha512 TEXT NOT NULL,   -- of the record's bytes
  sha512 TEXT NOT NULL,          -- of tagmanifest-sha512.txt, which stands for the whole package
  UNIQUE (id, version)
);

-- A row, or a cell of a row, as its form names it. Forms are told apart by the words of their labels.
CREATE TABLE label (
  number INTEGER PRIMARY KEY,
  form TEXT NOT NULL,
  wording TEXT NOT NULL,         -- SHA-512 of labels.xml
  cell TEXT NOT NULL,            -- row/column, or a row
  name TEXT NOT NULL,            -- short names of row and column
  unit TEXT NOT NULL,
  UNIQUE (wording, cell)
);

CREATE TABLE cell (
  package INTEGER NOT NULL REFERENCES package,
  label INTEGER NOT NULL REFERENCES label,
  kind TEXT NOT NULL,            -- number, blank, slash, dash, not-applicable
  written TEXT NOT NULL,         -- as the bureau wrote it; exact
  value NUMERIC,                 -- of a number, to compare and sort by; else NULL
  PRIMARY KEY (package, label)
) WITHOUT ROWID;

-- Rows of a bureau's own. A row without columns has one cell, whose column is empty.
CREATE TABLE own_cell (
  package INTEGER NOT NULL REFERENCES package,
  position INTEGER NOT NULL,     -- of the row in the record, from 1
  label TEXT NOT NULL,
  column_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  written TEXT NOT NULL,
  PRIMARY KEY (package, position, column_id)
) WITHOUT ROWID;

CREATE TABLE finding (
  package INTEGER NOT NULL REFERENCES package,
  position INTEGER NOT NULL,     -- from 1
  code TEXT NOT NULL,            -- a rule's id, or a word of banxin explain
  severity TEXT NOT NULL,        -- warning, note
  line INTEGER NOT NULL,         -- of the record
  xpath TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (package, position)
) WITHOUT ROWID;

-- What counts now: the newest version of each report.
CREATE VIEW reports AS
  SELECT number AS package, bureau, year, form, title, date, pages, version, kind, id, folder, report, record_sha512, sha512
  FROM package WHERE newest = 1;

-- One line for each cell of each of them.
CREATE VIEW figures AS
  SELECT package.bureau, package.year, package.form, label.cell, label.name, label.unit, cell.kind, cell.written, cell.value
  FROM cell JOIN package ON package.number = cell.package JOIN label ON label.number = cell.label
  WHERE package.newest = 1;

-- And one for each warning.
CREATE VIEW warnings AS
  SELECT package.bureau, package.year, package.form, finding.code, finding.zh, finding.en, finding.line, package.folder
  FROM finding JOIN package ON package.number = finding.package
  WHERE package.newest = 1 AND finding.severity = 'warning';
)sql";

}  // namespace banxin::archive
