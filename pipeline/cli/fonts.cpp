#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/json.h"
#include "font/character_list.h"
#include "font/font_book.h"
#include "record/form.h"
#include "record/record.h"

namespace banxin::cli {
namespace {

struct CharacterSet {
  Bilingual name;
  std::u32string characters;
};

// What the coverage is measured against.
struct Measures {
  std::vector<CharacterSet> sets;
  std::u32string record;  // the record's characters, ascending, each once; none without a record
};

bool is_shown(char32_t character) {
  constexpr char32_t first_printable = 0x21;
  const bool space = character < first_printable || character == 0xA0 || character == 0x3000;
  const bool selector = (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
  return !space && !selector;
}

void add_text(std::set<char32_t>& characters, const xml::Node& node) {
  // What is in an extension is carried along, not printed.
  if (node.is_element() && node.name() == "extension") return;
  if (node.is_text()) {
    const std::string text = node.text();
    for (std::string_view rest = text; !rest.empty();) {
      const char32_t character = take_character(rest);
      if (is_shown(character)) characters.insert(character);
    }
  }
  for (const xml::Node& child : node.children()) add_text(characters, child);
}

Result<std::u32string> characters_of(std::string bytes, const std::string& path, const DataFolders& places) {
  auto forms = record::list_forms(places.layout_folders);
  if (!forms) return forms.take_findings();
  auto record = record::read(std::move(bytes), path, *forms);
  if (!record) return record.take_findings();
  std::set<char32_t> characters;
  add_text(characters, record->tree().root());
  return std::u32string(characters.begin(), characters.end());
}

Result<Measures> measures(const FontsJob& job, const DataFolders& places, const batch::Limits& limits,
                          const Console& console) {
  auto data = data_folder();
  if (!data) return data.take_findings();
  Measures measures;
  measures.sets = {{{"GB 2312 汉字", "GB 2312 hanzi"}, {}},
                   {{"GB 2312 符号", "GB 2312 symbols"}, {}},
                   {{"通用规范汉字", "standard characters"}, {}}};
  const char* const files[] = {"gb2312-hanzi.txt", "gb2312-symbols.txt", "standard-characters.txt"};
  for (std::size_t i = 0; i < measures.sets.size(); ++i) {
    auto list = font::read_character_list(*data + "/fonts/" + files[i]);
    if (!list) return list.take_findings();
    measures.sets[i].characters = *std::move(list);
  }
  if (job.record.empty()) return measures;
  auto bytes = read_record(job.record);
  if (!bytes) return bytes.take_findings();
  auto characters =
      guarded(limits, job.record, console, [&] { return characters_of(*std::move(bytes), job.record, places); });
  if (!characters) return characters.take_findings();
  measures.record = *std::move(characters);
  measures.sets.push_back({{"这份记录", "this record"}, measures.record});
  return measures;
}

std::string encoded(std::u32string_view characters) {
  std::string out;
  for (const char32_t character : characters) append_utf8(out, character);
  return out;
}
std::string encoded(char32_t character) {
  return encoded(std::u32string_view(&character, 1));
}

// What a role has to set: a western face only western letters and digits, any other face everything.
bool concerns(FontRole role, char32_t character) {
  constexpr char32_t first_chinese = 0x2000;  // general punctuation is set like Chinese
  return role != FontRole::latin || character < first_chinese;
}

// A character of the record that the role's first face lacks, and the face that gives it; none has it: nothing.
struct Replacement {
  char32_t character;
  std::optional<FaceId> face;
};

std::vector<Replacement> replacements(const FontBook& book, FontRole role, const std::u32string& characters) {
  const std::vector<FaceId> chain = book.chain(role);
  std::vector<Replacement> found;
  for (const char32_t character : characters) {
    if (!concerns(role, character) || book.has_glyph(chain.front(), character)) continue;
    const auto face =
        std::find_if(chain.begin(), chain.end(), [&](FaceId one) { return book.has_glyph(one, character); });
    found.push_back({character, face == chain.end() ? std::nullopt : std::optional(*face)});
  }
  return found;
}

std::string text_of(const std::vector<Replacement>& replacements, const FontBook& book, const Console& console) {
  constexpr std::size_t most = 30;
  std::string out;
  auto to = std::back_inserter(out);
  for (std::size_t i = 0; i < std::min(most, replacements.size()); ++i) {
    const auto& [character, face] = replacements[i];
    fmt::format_to(to, "    {} U+{:04X} -> {}\n", encoded(character), static_cast<std::uint32_t>(character),
                   face ? book.info(*face).family : console.say({"没有任何字体有这个字", "no face has it"}));
  }
  if (replacements.size() > most) fmt::format_to(to, "    ... +{}\n", replacements.size() - most);
  return out;
}

std::string text_of(const RoleFaces& role, const FontBook& book, const Measures& measures, const Console& console) {
  std::string out;
  auto to = std::back_inserter(out);
  const std::vector<FaceId> chain = book.chain(role.role);
  const FaceId first = chain.front();
  const FaceInfo& info = book.info(first);
  fmt::format_to(to, "{}: {} ({})\n  {}\n  {}{}\n  SHA-256 {}\n", name_of(role.role), info.family, info.postscript_name,
                 info.version, info.file, info.index == 0 ? "" : fmt::format(" #{}", info.index),
                 book.file_digest(first));
  std::vector<std::string> counts;
  for (const CharacterSet& set : measures.sets) {
    const Coverage coverage = book.coverage(first, set.characters);
    counts.push_back(fmt::format("{} {}/{}", console.say(set.name), coverage.covered, coverage.total));
  }
  fmt::format_to(to, "  {}\n", fmt::join(counts, console.say({"，", ", "})));
  if (!role.missing.empty()) {
    fmt::format_to(to, "  {}{}\n", console.say({"顶替：", "stands in for: "}),
                   fmt::join(role.missing, console.say({"、", ", "})));
  }
  if (!role.marks.empty()) {
    fmt::format_to(to, "  {}{}\n", console.say({"标点借自 ", "marks lent by "}),
                   fmt::format("{}{}{}", name_of(role.marks_from), console.say({"：", ": "}), encoded(role.marks)));
  }
  if (chain.size() > 1) {
    std::vector<std::string> next;
    for (std::size_t i = 1; i < chain.size(); ++i) next.push_back(book.info(chain[i]).family);
    fmt::format_to(to, "  {}{}\n", console.say({"其后：", "then: "}), fmt::join(next, console.say({"、", ", "})));
  }
  return out + text_of(replacements(book, role.role, measures.record), book, console);
}

Json json_of(const RoleFaces& role, const FontBook& book, const Measures& measures) {
  Json json = {{"role", name_of(role.role)}, {"faces", Json::array()}};
  for (const FaceId face : book.chain(role.role)) {
    const FaceInfo& info = book.info(face);
    json["faces"].push_back({{"family", info.family},
                             {"postscript-name", info.postscript_name},
                             {"version", info.version},
                             {"file", info.file},
                             {"index", info.index},
                             {"sha256", book.file_digest(face)}});
  }
  json["stands-in-for"] = role.missing;
  if (!role.marks.empty()) json["marks"] = {{"role", name_of(role.marks_from)}, {"characters", encoded(role.marks)}};
  for (const CharacterSet& set : measures.sets) {
    const Coverage coverage = book.coverage(book.chain(role.role).front(), set.characters);
    json["coverage"].push_back(
        {{"of", json_of_text(set.name)}, {"covered", coverage.covered}, {"total", coverage.total}});
  }
  json["replacements"] = Json::array();
  for (const auto& [character, face] : replacements(book, role.role, measures.record)) {
    Json one = {{"character", encoded(character)},
                {"code-point", fmt::format("U+{:04X}", static_cast<std::uint32_t>(character))}};
    if (face) one["family"] = book.info(*face).family;
    json["replacements"].push_back(std::move(one));
  }
  return json;
}

}  // namespace

ExitStatus fonts(const FontsJob& job, const Console& console) {
  if (!is_one_of(plain_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, plain_formats)});
  }
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  auto measured = measures(job, *places, *limits, console);
  if (!measured) return console.conclude(measured.findings());
  auto book = FontBook::open(places->font_profile, places->font_folders);
  if (!book) return console.conclude(book.findings());
  Findings trouble;
  if (job.format == "json") {
    Json json = json_document("fonts");
    for (const RoleFaces& role : book->roles()) json["roles"].push_back(json_of(role, *book, *measured));
    trouble = write_file("-", json_text(json));
  } else {
    std::string text;
    for (const RoleFaces& role : book->roles()) text += text_of(role, *book, *measured, console);
    trouble = console.print(shown_lines(text));
  }
  return console.conclude(trouble.empty() ? book.findings() : trouble);
}

}  // namespace banxin::cli
