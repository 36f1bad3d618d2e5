#include "layout/sample_text.h"

#include <cstdlib>
#include <utility>

#include "layout/seal.h"
#include "text/seal.h"

namespace banxin::test {
namespace {

constexpr Em whole = Em::ratio(1, 1);
constexpr Em half = Em::ratio(1, 2);

enum class Kind { han, opening, closing, comma, stop, dash, western, space, newline };

std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

bool one_of(std::string_view c, std::string_view all) {
  return all.find(c) != std::string_view::npos;
}

Kind kind_of(std::string_view c) {
  if (c == "\n") return Kind::newline;
  if (c == " ") return Kind::space;
  if (c.size() == 1) return Kind::western;
  if (one_of(c, "（《〔“")) return Kind::opening;
  if (one_of(c, "）》〕”")) return Kind::closing;
  if (one_of(c, "，、；")) return Kind::comma;
  if (one_of(c, "。？！：")) return Kind::stop;
  if (one_of(c, "—…")) return Kind::dash;
  return Kind::han;
}

bool closes(Kind kind) {
  return kind == Kind::closing || kind == Kind::comma || kind == Kind::stop;
}
bool is_mark(Kind kind) {
  return closes(kind) || kind == Kind::opening;
}

SqueezeClass squeeze_of(Kind kind) {
  switch (kind) {
    case Kind::opening:
    case Kind::closing:
    case Kind::comma: return SqueezeClass::mark;
    case Kind::stop: return SqueezeClass::stop;
    default: return SqueezeClass::none;
  }
}

class Builder {
 public:
  Builder(std::uint16_t style, const TextOptions& options) {
    out_.language = "zh-Hans";
    out_.node = options.node;
    out_.origin = options.origin;
    out_.style = style;
    out_.runs.push_back({0, options.node, options.half_forms});
  }

  ShapedText build(std::string_view text) {
    while (!text.empty()) {
      const std::string_view c = text.substr(0, character_size(text));
      text.remove_prefix(c.size());
      if (c == "|") {
        penalty_ = 50;
      } else if (c == "‖") {
        penalty_ = 1000;
      } else if (c == "_") {
        glued_ = true;
      } else {
        add(c);
      }
    }
    return std::move(out_);
  }

 private:
  void add(std::string_view c) {
    const Kind kind = kind_of(c);
    const bool second_dash = kind == Kind::dash && !out_.clusters.empty() && kinds_.back() == Kind::dash &&
                             out_.clusters.back().advance == whole;
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += c;
    const auto end = static_cast<std::uint32_t>(out_.text.size());
    if (second_dash) {
      out_.clusters.back().advance = whole * 2;
      out_.clusters.back().text.end = end;
      return;
    }
    Cluster cluster;
    cluster.text = {begin, end};
    cluster.first_glyph = static_cast<std::uint32_t>(out_.glyphs.size());
    cluster.han = kind == Kind::han;
    cluster.space = kind == Kind::space || kind == Kind::newline;
    cluster.advance = kind == Kind::western ? half : whole;
    if (kind == Kind::space) cluster.advance = Em::ratio(1, 4);
    if (kind == Kind::newline) {
      cluster.advance = Em();
      cluster.break_after = BreakKind::mandatory;
    }
    if (!cluster.space) {
      cluster.glyph_count = 1;
      out_.glyphs.push_back({static_cast<GlyphId>(end), cluster.advance, {}, {}});
    }
    set_blank(cluster, kind);
    if (!out_.clusters.empty()) join(out_.clusters.back(), kinds_.back(), cluster, kind);
    out_.clusters.push_back(cluster);
    kinds_.push_back(kind);
    penalty_ = 0;
    glued_ = false;
  }

  static void set_blank(Cluster& cluster, Kind kind) {
    if (!is_mark(kind)) return;
    cluster.squeeze = squeeze_of(kind);
    (kind == Kind::opening ? cluster.edge_before : cluster.edge_after) = half;
    (kind == Kind::opening ? cluster.squeeze_before : cluster.squeeze_after) = half;
  }

  // What two neighbours make of each other.
  void join(Cluster& a, Kind left, Cluster& b, Kind right) const {
    if (closes(left) && closes(right)) {
      a.pair_after = half;
      a.squeeze_after = Em();
    } else if (right == Kind::opening && is_mark(left)) {
      b.pair_before = half;
      b.squeeze_before = Em();
    }
    const bool mixed = (left == Kind::han && right == Kind::western) || (left == Kind::western && right == Kind::han);
    if (mixed) {
      a.gap = Em::ratio(1, 4);
      a.gap_least = Em::ratio(1, 8);
    }
    a.stretch = mixed ? StretchClass::gap : StretchClass::character;
    if (left == Kind::western && right == Kind::western) a.stretch = StretchClass::none;
    if (left == Kind::space) a.stretch = StretchClass::gap;
    if (right == Kind::space) a.stretch = StretchClass::none;
    if (a.break_after == BreakKind::mandatory) return;
    const bool barred = glued_ || closes(right) || left == Kind::opening || right == Kind::space ||
                        right == Kind::newline || (left == Kind::western && right == Kind::western);
    a.break_after = barred ? BreakKind::forbidden : BreakKind::allowed;
    a.penalty = penalty_;
    if (left == Kind::western && one_of(out_.text.substr(b.text.begin), "年月日件")) a.penalty = 50;
  }

  ShapedText out_;
  std::vector<Kind> kinds_;
  std::int32_t penalty_ = 0;
  bool glued_ = false;
};

TextStyle grid_style(const char* name, int first_indent, bool keep) {
  TextStyle style;
  style.name = name;
  style.size = Length::points(16);
  style.first_indent = first_indent;
  style.keep_with_next = keep;
  return style;
}

TextStyle free_style(const char* name, Length size, Length pitch, Alignment alignment) {
  TextStyle style;
  style.name = name;
  style.size = size;
  style.line_pitch = pitch;
  style.alignment = alignment;
  style.on_grid = false;
  return style;
}

}  // namespace

PageStyle gbt9704() {
  PageStyle page;
  page.name = "gbt9704";
  page.page_width = Length::mm(210);
  page.page_height = Length::mm(297);
  page.area_left = Length::mm(28);
  page.area_top = Length::mm(37);
  page.area_width = Length::mm(156);
  page.area_height = Length::mm(225);
  page.body_size = Length::points(16);
  page.text_styles = {grid_style("body", 2, false), grid_style("addressee", 0, false),
                      grid_style("heading-1", 2, true)};
  TextStyle title = free_style("title", Length::points(22), page.line_pitch(), Alignment::centred);
  title.balanced = true;
  title.keep_with_next = true;
  title.blank_lines_after = 1;
  page.text_styles.push_back(title);
  TextStyle signature = grid_style("signature", 0, true);
  signature.alignment = Alignment::right;
  signature.right_indent = 2;
  signature.blank_lines_before = 1;
  signature.keep_with_previous = true;
  page.text_styles.push_back(signature);
  TextStyle date = grid_style("signature-date", 0, false);
  date.alignment = Alignment::right;
  date.right_indent = date.start_offset = 2;
  date.keep_with_previous = true;
  page.text_styles.push_back(date);
  const Length twelve = Length::points(12);
  page.text_styles.push_back(free_style("caption", Length::points(16), page.line_pitch(), Alignment::centred));
  page.text_styles.back().keep_with_next = true;
  page.text_styles.push_back(free_style("continued", twelve, Length::points(20), Alignment::right));
  page.text_styles.push_back(free_style("cell", twelve, Length::points(15), Alignment::left));
  page.text_styles.push_back(free_style("page-number", Length::points(14), Length::points(14), Alignment::left));
  page.text_styles.push_back(free_style("draft", Length::points(96), Length::points(96), Alignment::centred));
  page.table.rule = Length::mm(1) / 4;
  page.table.frame = Length::units(47628);  // 0.35 mm
  page.table.padding_x = Length::units(204120);
  page.table.padding_y = Length::units(102060);
  page.table.minimum_row_height = Length::points(20);
  page.table.smallest_size = Length::points(9);
  page.table.least_padding_x = page.table.least_padding_y = Length::mm(4) / 10;
  page.table.least_row_height = Length::points(16);
  page.page_number = {"page-number", "— ", " —", Length::mm(7), Length::points(14)};
  return page;
}

std::uint16_t index_of(const PageStyle& style, std::string_view name) {
  for (std::size_t i = 0; i < style.text_styles.size(); ++i) {
    if (style.text_styles[i].name == name) return static_cast<std::uint16_t>(i);
  }
  std::abort();
}

ShapedText shaped(std::string_view text, std::uint16_t style, const TextOptions& options) {
  return Builder(style, options).build(text);
}

ShapedDocumentParts document_of(std::vector<ShapedBlock> blocks) {
  ShapedDocumentParts document;
  auto nodes = std::make_shared<NodeTree>();
  for (const NodeRole role :
       {NodeRole::document, NodeRole::paragraph, NodeRole::title, NodeRole::heading1, NodeRole::heading2,
        NodeRole::table, NodeRole::caption, NodeRole::header_cell, NodeRole::data_cell}) {
    Node node;
    node.role = role;
    if (role == NodeRole::header_cell) node.scope = HeaderScope::column;
    nodes->push_back(node);
  }
  document.nodes = nodes;
  auto origins = std::make_shared<OriginTable>("record.xml");
  origins->add({12, "/record/p[1]"});
  document.origins = origins;
  document.blocks = std::move(blocks);
  return document;
}

Result<Pages> lay_out(ShapedDocumentParts parts, const PageStyle& style) {
  return layout::lay_out(text::Seal::seal(std::move(parts)), style);
}

Pages no_pages() {
  return layout::Seal::seal({.info = {},
                             .nodes = std::make_shared<const NodeTree>(1, Node{.role = NodeRole::document}),
                             .origins = std::make_shared<const OriginTable>("record.xml"),
                             .pictures = nullptr,
                             .pages = {},
                             .bookmarks = {}});
}

std::vector<ReadLine> lines_of(const Pages& pages, Artifact artifact) {
  std::vector<ReadLine> lines;
  for (std::size_t p = 0; p < pages.pages().size(); ++p) {
    for (const PageItem& item : pages.pages()[p].items) {
      const auto* run = std::get_if<GlyphRun>(&item.what);
      if (run == nullptr || item.artifact != artifact) continue;
      ReadLine line;
      line.page = static_cast<int>(p) + 1;
      line.text = run->text;
      line.left = run->origin.x;
      line.right = run->origin.x + run->clusters.back().x + run->clusters.back().width;
      line.baseline = run->origin.y;
      line.em_top = run->origin.y - em_box_ascent.at(run->size);
      lines.push_back(line);
    }
  }
  return lines;
}

std::string edges_of(const std::vector<ReadLine>& lines) {
  std::string out;
  for (const ReadLine& line : lines) out += mm(line.left) + " " + mm(line.right) + " " + line.text + "\n";
  return out;
}

std::string texts_of(const std::vector<ReadLine>& lines) {
  std::string out;
  for (const ReadLine& line : lines) out += line.text + "\n";
  return out;
}

namespace {

std::string thousandths(std::int64_t units, std::int64_t per) {
  const std::int64_t n = (units * 1000 + per / 2) / per;
  std::string decimals = std::to_string(n % 1000);
  decimals.insert(0, 3 - decimals.size(), '0');
  return std::to_string(n / 1000) + "." + decimals;
}

}  // namespace

std::string mm(Length length) {
  return thousandths(length.units(), Length::units_per_mm);
}
std::string pt(Length length) {
  return thousandths(length.units(), Length::units_per_point);
}

std::string zi(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += "字";
  return out;
}

std::string said(const Findings& findings) {
  std::string out;
  for (const Diagnostic& d : findings) {
    out += std::string(d.severity == Severity::error ? "error " : "warning ") + d.code + " " + d.message.zh + "\n";
  }
  return out;
}

}  // namespace banxin::test
