#include "cli/inputs.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "pipeline.h"
#include "words/expected.h"
#include "xml/xml.h"

namespace banxin::cli {
namespace {

constexpr const char* standard_input = "-";

// A list of paths has no zeros in it, as UTF-16 and PDF have, and does not begin with a tag.
bool is_list(std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] != '<' && bytes.find('\0') == std::string_view::npos;
}

Diagnostic no_record(const std::vector<std::string>& arguments) {
  return {.code = code::input_missing,
          .place = {arguments.front(), 0, {}},
          .message = {"这里没有记录（*.xml），也没有可以导入的文件。",
                      "There is no record (*.xml) here, and nothing that can be imported."},
          .hint = {"请检查路径。", "Check the path."}};
}

}  // namespace

Result<Inputs> Inputs::list(const std::vector<std::string>& arguments) {
  Inputs inputs;
  std::optional<std::string> listed;
  if (std::find(arguments.begin(), arguments.end(), standard_input) != arguments.end()) {
    auto bytes = read_file(standard_input, most_report_bytes);
    if (!bytes) return bytes.take_findings();
    if (is_list(*bytes)) {
      listed = *std::move(bytes);
    } else {
      inputs.standard_input_ = *std::move(bytes);
    }
  }
  auto all = batch::list_inputs(arguments, listed, batch::Absent::given);
  if (!all) return all.take_findings();
  if (all->empty()) return no_record(arguments);
  Findings findings = all.take_findings();
  inputs.all_ = *std::move(all);
  return {std::move(inputs), std::move(findings)};
}

std::vector<std::string> Inputs::files() const {
  std::vector<std::string> files;
  for (const batch::Input& input : all_) files.push_back(input.file);
  return files;
}

Result<std::string> Inputs::read(const batch::Input& input) {
  if (input.file == standard_input) return record_in(standard_input_, input.name);
  return record_in([&](std::uint64_t most_bytes) { return reader_.read(input, most_bytes); }, input.name);
}

Result<std::set<std::string>> read_expect(const std::string& file) {
  constexpr std::uint64_t most_list_bytes = 16U << 20U;
  const auto bytes = read_file(file, most_list_bytes);
  if (!bytes) return bytes.findings();
  return words::read_expected(*bytes, file);
}

}  // namespace banxin::cli
