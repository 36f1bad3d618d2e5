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

-- From the journals: inputs that no run could archive, and why the last of them could not.
CREATE TABLE failure (
  input TEXT PRIMARY KEY,        -- its recorded name
  status TEXT NOT NULL,          -- failed, quarantined, unfinished
  bureau TEXT NOT NULL,          -- these three as far as they could be read
  year TEXT NOT NULL,
  form TEXT NOT NULL,
  code TEXT NOT NULL,            -- of the first error
  line INTEGER NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  findings TEXT NOT NULL         -- path of all of them in the archive
) WITHOUT ROWID;

CREATE VIEW reports AS
  -- What counts now: the newest version of each report.
  SELECT number AS package, bureau, year, form, title, date, pages, version, kind, id, folder, report, record_sha512, sha512
  FROM package WHERE newest = 1;

CREATE VIEW figures AS
  -- One line for each cell of each of them.
  SELECT package.bureau, package.year, package.form, label.cell, label.name, label.unit, cell.kind, cell.written, cell.value
  FROM cell JOIN package ON package.number = cell.package JOIN label ON label.number = cell.label
  WHERE package.newest = 1;

CREATE VIEW warnings AS
  -- One line for each warning of each of them.
  SELECT package.bureau, package.year, package.form, finding.code, finding.zh, finding.en, finding.line, package.folder
  FROM finding JOIN package ON package.number = finding.package
  WHERE package.newest = 1 AND finding.severity = 'warning';

CREATE VIEW failures AS
  -- One line for each input that is not archived.
  SELECT input, status, bureau, year, form, code, zh, en, line, findings FROM failure;

-- SELECT * FROM about says what is here, to those who have nothing but this file.
CREATE VIEW about (name, zh, en) AS VALUES
  ('reports', '每份报告的最新版本：单位、年度、表、标题、日期、页数、版本、来由、在档案库里的路径和摘要',
   'the newest version of each report: bureau, year, form, title, date, pages, version, kind, paths in the archive, digests'),
  ('figures', '最新版本的每一格：written 是单位所写的原文；value 是其数值，没有数时为 NULL，由 kind 说明是空白、/、- 还是不适用（都不是 0）',
   'every cell of the newest versions: written is what the bureau wrote; value its number, NULL where there is none, and kind says whether it is blank, /, - or not applicable, none of which is 0'),
  ('warnings', '最新版本归档时的每条警告：代码、中英文说明、在记录的第几行',
   'each warning that the newest versions were archived with: code, words in Chinese and English, line of the record'),
  ('failures', '各次运行都没有归档的输入，以及最后一次的原因',
   'each input that no run could archive, and why the last one could not'),
  ('package', '全部版本的包；folder 是包的文件夹，sha512 是其 tagmanifest-sha512.txt 的摘要，代表整个包',
   'the packages of all versions; sha512 is the digest of tagmanifest-sha512.txt, which stands for the whole package'),
  ('label', '表的行和格的名称、单位', 'names and units of the rows and cells of forms'),
  ('cell', '全部版本的每一格', 'every cell of all versions'),
  ('own_cell', '单位自己增加的行', 'rows of the bureaus'' own'),
  ('finding', '全部版本的警告和提示', 'warnings and notes of all versions'),
  ('failure', 'failures 所列的表', 'the table behind failures');
)sql";

}  // namespace banxin::archive
