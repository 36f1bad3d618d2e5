#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/folder.h"
#include "base/result.h"
#include "font/font_book.h"
#include "import/import.h"
#include "output/output.h"
#include "validate/validated_record.h"

// Reports and the records that they were made from, kept together: one BagIt package (RFC 8493) for each. README.md in
// this folder describes the packages and the folder that holds them.
namespace banxin {

namespace archive {
class Archive;
class Writer;
}  // namespace archive

struct ArchiveEntryParts {
  std::string id;       // of bureau, form and year: 24 hexadecimal digits
  int version = 1;      // 1 is what came first; what came later (a correction) follows it
  std::string package;  // <id>-v01: the name of the package's folder
  std::string folder;   // in the archive: packages/<first two digits>/<package>
  std::string key;      // of the bytes received, the record's, the form, the faces and the program (D-09)
  std::string record;   // SHA-512 of the record's bytes
  std::string sha512;   // of tagmanifest-sha512.txt, which stands for every byte of the package (AR-83)
  bool stored = false;  // by this call; else the archive had it before
};

// A package in the archive. A record's identity is its bureau, form and year; each of its versions is a package, which
// is never changed again. Immutable; made by the archive alone, when the package is in its place.
class ArchiveEntry {
 public:
  const std::string& id() const { return parts_.id; }
  int version() const { return parts_.version; }
  const std::string& package() const { return parts_.package; }
  const std::string& folder() const { return parts_.folder; }
  const std::string& key() const { return parts_.key; }
  const std::string& record() const { return parts_.record; }
  const std::string& sha512() const { return parts_.sha512; }
  bool stored() const { return parts_.stored; }

 private:
  friend class archive::Archive;
  friend class archive::Writer;
  explicit ArchiveEntry(ArchiveEntryParts parts) : parts_(std::move(parts)) {}
  ArchiveEntryParts parts_;
};

namespace archive {

// What makes a report besides its record: the form's files and page style, the faces, the program. The files are read
// once and go into every package (AR-72). Cheap to copy.
class Setup {
 public:
  // Reads all font files of the book. Error: font-unusable, when one can no longer be read.
  static Result<Setup> load(const FontBook& fonts);

  // Called once for each form that records may follow. `page_style_folder` is the folder of its style.xml. Error:
  // form-unusable.
  Findings add(const Form& form, const std::string& page_style_folder);

  // The package's key: 128 hexadecimal digits. `received`: SHA-512 of the bytes that the record was received as, or
  // imported from. The record's form must have been added.
  std::string key_of(const Record& record, const std::string& received) const;

 private:
  friend class Bagger;
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

// Where a package of this name has its report: data/report/<name>.pdf.
std::string report_path(const std::string& package);

// The identity of a record: what its packages' names begin with.
std::string id_of(const Identity& who);
std::string id_of(const Record& record);
// Whether it is the record's id, also in the way ids were made before names were compared by their keys (D-12): from
// the name as it was written.
bool is_id_of(const Record& record, const std::string& id);

// Which of a report's versions stand in the way of one more from the same record: any that the record made, or the
// newest alone, when an older one is to count again.
enum class Standing : std::uint8_t { any_version, newest };

// A folder of packages. Any number of processes, on any number of machines that share the folder, may use it at once.
class Archive {
 public:
  // Opens the archive for adding packages. The folder is made when it is not there; what killed writers left in it is
  // removed, what living ones are at is not touched; the seal of the last merge is taken off (catalogue.h). Errors:
  // output-not-writable, no-space, io-error; archive-unusable for a folder with other things in it;
  // archive-authenticity for another program's archive; archive-safety for a link where a folder of the archive
  // belongs. Warnings beside the value: what is in work/ and is not a writer's.
  static Result<Archive> open(const std::string& path);

  // An archive that is there, for reading alone; nothing where there is none. Errors: archive-unusable,
  // archive-authenticity, those of reading.
  static Result<std::optional<Archive>> look_at(const std::string& path);

  const Folder& folder() const { return folder_; }

  // Removes what killed writers left behind. Errors: those of removing.
  Findings sweep() const;

  // The package that this record would make, received as bytes of this SHA-512, when the archive has it: nothing is
  // left to do then. The name of the file does not matter. A version that a later one has taken the place of is not
  // made anew by another program, form or faces: it is found too. Errors: archive-damaged, those of reading.
  Result<std::optional<ArchiveEntry>> find(const Record& record, const std::string& received, const Setup& setup,
                                           Standing standing = Standing::any_version) const;

  // The newest version of a report. Errors: the same.
  Result<std::optional<ArchiveEntry>> newest(const std::string& id) const;

  // The date of a package's record, as it is written there; and how many warnings it was archived with. Errors: those
  // of reading.
  Result<std::string> date_of(const ArchiveEntry& entry) const;
  Result<int> warnings_of(const ArchiveEntry& entry) const;

 private:
  explicit Archive(Folder folder) : folder_(std::move(folder)) {}
  Folder folder_;
};

// Puts packages into the archive, several at a time: a package is first written to work/, all that wait are synced at
// once, and each is renamed into its place, whole. What is not committed goes away with the writer, or is removed by
// the next Archive::open when its process was killed. Belongs to one process: make it after the fork.
class Writer {
 public:
  // Errors: output-not-writable, no-space, io-error.
  static Result<Writer> open(const Archive& archive, Standing standing = Standing::any_version);
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  // Prepares a package. `findings` are those of the whole line (Result of a render); of them the package keeps those
  // about this record. `imported`: the file that the record was imported from, or null. A draft is refused, and what
  // was made of an import with open questions (AR-88): archive-draft. Errors: output-not-writable, no-space, io-error;
  // then this record does not wait, the others still do.
  Findings add(const ValidatedRecord& record, const Output& report, const Findings& findings, const Setup& setup,
               const import::Imported* imported = nullptr);

  // How many wait.
  std::size_t waiting() const;

  // Makes all that wait part of the archive and gives their entries in the order of add(). When it returns they are on
  // the disk, name and all. Errors: output-not-writable, no-space, io-error; then some may be in the archive and some
  // not, each whole, and none waits any more.
  Result<std::vector<ArchiveEntry>> commit();

 private:
  struct Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// One package, at once: a writer that adds and commits.
Result<ArchiveEntry> store(const Archive& archive, const ValidatedRecord& record, const Output& report,
                           const Findings& findings, const Setup& setup, const import::Imported* imported = nullptr);

}  // namespace archive
}  // namespace banxin
