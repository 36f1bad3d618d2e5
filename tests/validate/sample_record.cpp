#include "sample_record.h"

#include <stdexcept>

namespace banxin::test {
namespace {

// The place of the piece of XML that begins with `head`, up to the end of `tail`.
struct Piece {
  std::size_t begin = std::string::npos;
  std::size_t end = std::string::npos;
  bool found() const { return begin != std::string::npos; }
};

Piece piece(const std::string& xml, const std::string& head, const std::string& tail, std::size_t from = 0) {
  const std::size_t begin = xml.find(head, from);
  if (begin == std::string::npos) return {};
  const std::size_t end = xml.find(tail, begin);
  if (end == std::string::npos) throw std::runtime_error("no " + tail + " behind " + head);
  return {begin, end + tail.size()};
}

std::string of(const std::string& xml, Piece where) {
  return where.found() ? xml.substr(where.begin, where.end - where.begin) : std::string();
}

// Puts `content` between the start tag that begins with `head` and `tail`.
void set_content(std::string& xml, const std::string& head, const std::string& tail, const std::string& content) {
  const Piece whole = piece(xml, head, tail);
  if (!whole.found()) throw std::runtime_error("no " + head);
  const std::size_t begin = xml.find('>', whole.begin) + 1;
  xml.replace(begin, whole.end - tail.size() - begin, content);
}

void set_cell(std::string& xml, const std::string& id, const std::string& figure) {
  const std::size_t slash = id.find('/');
  const Piece row = piece(xml, "<row id=\"" + id.substr(0, slash) + "\"", "</row>");
  if (!row.found()) throw std::runtime_error("no row " + id);
  std::string text = of(xml, row);
  const bool cell = slash != std::string::npos;
  set_content(text, cell ? "<cell id=\"" + id.substr(slash + 1) + "\"" : "<row ", cell ? "</cell>" : "</row>", figure);
  xml.replace(row.begin, row.end - row.begin, text);
}

std::string value_of(const std::map<std::string, std::string>& values, const std::string& key,
                     const std::string& otherwise) {
  const auto found = values.find(key);
  return found == values.end() ? otherwise : found->second;
}

const std::map<std::string, std::string>& usual_text() {
  static const std::map<std::string, std::string> text = {{"overview", "<p>各项工作正常开展。</p>"},
                                                          {"problems", "<p>少数信息更新不够及时，已明确专人负责。</p>"},
                                                          {"other", "<p>没有收取信息处理费。</p>"}};
  return text;
}

}  // namespace

std::string sample_record(const std::string& sample, const Changes& changes) {
  std::string xml = read_all(std::string(BANXIN_SOURCE_DIR) + "/samples/" + sample);
  for (const auto& [id, figure] : changes.cells) set_cell(xml, id, figure);
  for (const auto& [row, more] : changes.behind) {
    xml.insert(piece(xml, "<row id=\"" + row + "\"", "</row>").end, more);
  }
  std::string root = of(xml, piece(xml, "<record", ">"));
  if (!changes.year.empty()) {
    const Piece year = piece(root, "year=\"", "\"");
    const std::size_t end = root.find('"', year.end) + 1;
    root.replace(year.begin, end - year.begin, "year=\"" + changes.year + "\"");
  }
  const auto text_of = [&](const std::string& name, const std::string& changed) {
    std::string element = of(xml, piece(xml, "<" + name + ">", "</" + name + ">"));
    if (!changed.empty()) set_content(element, "<" + name, "</" + name + ">", changed);
    return element + "\n";
  };
  std::string title = changes.title;
  if (title.empty() && !changes.bureau.empty()) {
    const auto content_of = [&](const std::string& name) {
      const std::string element = of(xml, piece(xml, "<" + name + ">", "</" + name + ">"));
      return element.substr(name.size() + 2, element.size() - 2 * name.size() - 5);
    };
    title = content_of("title");
    title.replace(title.find(content_of("bureau")), content_of("bureau").size(), changes.bureau);
  }
  std::string out = root + "\n" + text_of("bureau", changes.bureau) + text_of("title", title);
  if (!changes.introduction.empty()) out += "<introduction>" + changes.introduction + "</introduction>\n";
  int number = 0;
  for (Piece at = piece(xml, "<chapter", "</chapter>"); at.found(); at = piece(xml, "<chapter", "</chapter>", at.end)) {
    const std::string chapter = of(xml, at);
    const std::string head = of(chapter, piece(chapter, "<chapter", ">"));
    const Piece id = piece(head, "id=\"", "\"");
    const std::string key =
        id.found() ? head.substr(id.end, head.find('"', id.end) - id.end) : std::to_string(++number);
    std::string heading = of(chapter, piece(chapter, "<heading>", "</heading>"));
    heading = value_of(changes.headings, key, heading);
    if (!heading.starts_with("<")) heading.insert(0, "<heading>").append("</heading>");
    out += head + heading + "\n" + value_of(changes.text, key, value_of(usual_text(), key, "")) +
           of(chapter, piece(chapter, "<statistics", "</statistics>")) + "</chapter>\n";
  }
  const std::string annex = of(xml, piece(xml, "<statistics", "</statistics>", xml.rfind("</chapter>")));
  return out + changes.signature + annex + "</record>\n";
}

}  // namespace banxin::test
