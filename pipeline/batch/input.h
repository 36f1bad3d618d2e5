#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "zip/zip.h"

namespace banxin::batch {

// A record to be, or a file to be imported, as the user named it.
struct Input {
  std::string name;                     // the file's path; of a member of a zip file the zip's path, / and its name
  std::string recorded;                 // its name in what is archived; never an absolute path
  std::string file;                     // to open
  std::optional<std::uint64_t> member;  // of a zip file
};

// Whether an argument that stands for nothing is refused, or given as an input that fails by itself.
enum class Absent { refused, given };

// The folder of the files that a record names; empty for a member of a zip file.
std::string folder_of(const Input& input);

// What the arguments stand for, in their order: a file; a folder, for all its *.xml and what offices have
// (import::has_name_of_submission), in all its folders, sorted by path (archives in it are passed over); an archive,
// for the record of the newest version of each report in its catalogue; a pattern with * ? [; a zip file, for the same
// as a folder; "-", for what `listed` has, one path or pattern a line, or where there is no list for standard input
// itself. A name is not given twice. In a list a line that begins with # is a remark. What macOS puts beside a file
// (._*) and the locks of office programs (~$*, .~lock.*#) are no inputs: batch-passed-over, a note or a warning, tells
// of them; batch-empty-folder (warning) of a folder without any file. Errors: input-missing, input-unreadable,
// input-too-large, those of archive::list; then nothing is given. An input that is listed but missing is given, and
// fails by itself. Warning: batch-zip-in-zip. Note: batch-beside-record, for files that a record of their name beside
// them stands for.
//
// The recorded name is the same in every run that names the input in the same way: the name as it was given; for an
// absolute one, the part that begins with the folder that was given, or with the one around the file. Two inputs of a
// run never share one: where they would, a digest of what was left off is appended to each. A name that is not UTF-8 is
// read as GB 18030 (base/file_name.h), and what is unseen is written out (unseen.h).
Result<std::vector<Input>> list_inputs(const std::vector<std::string>& arguments,
                                       const std::optional<std::string>& listed, Absent absent = Absent::refused);

// Reads inputs; keeps the last zip file open.
class InputReader {
 public:
  // The bytes. Errors: those of read_file, and of a member's reading.
  Result<std::string> read(const Input& input, std::uint64_t most_bytes);

 private:
  std::string open_path_;
  std::optional<zip::ZipFile> open_;
};

}  // namespace banxin::batch
