#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/overloaded.h"
#include "base/utf8.h"
#include "layout/page_check.h"

namespace banxin::layout {
namespace {

constexpr std::size_t most_faults = 8;  // findings of one kind before the rest are left out: a page repeats its faults

// Elements that show something themselves; the others only hold elements.
bool may_show(NodeRole role) {
  if (heading_level(role) != 0) return true;
  switch (role) {
    case NodeRole::paragraph:
    case NodeRole::list_body:
    case NodeRole::caption:
    case NodeRole::header_cell:
    case NodeRole::data_cell:
    case NodeRole::span:
    case NodeRole::link:
    case NodeRole::figure: return true;
    default: return false;
  }
}

// Characters that no code may map to (PA-22), and those that mean nothing to a reader (PA-23). And .notdef may not be
// shown (PA-21).
bool is_unreadable(char32_t c) {
  return c == 0 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF || is_private_use(c);
}

class MarkCheck {
 public:
  explicit MarkCheck(const Pages& pages) : pages_(pages) {}

  PageFaults run() {
    for (std::size_t p = 0; p < pages_.pages().size(); ++p) {
      number_ = std::to_string(p + 1);
      const Page& page = pages_.pages()[p];
      check_box(page);
      for (const PageItem& item : page.items) check(item);
    }
    return std::move(faults_);
  }

 private:
  void report(PageFault fault) {
    if (faults_.size() < most_faults) faults_.push_back(std::move(fault));
  }

  // Boxes are 3 to 14400 units wide and high (ISO 19005-3, 6.1.13).
  void check_box(const Page& page) {
    for (const Length side : {page.width, page.height}) {
      if (side >= Length::points(3) && side <= Length::points(14400)) continue;
      report({.origin = 0,
              .message = {"第 " + number_ + " 页的边长不在 3 至 14400 点之间。",
                          "Page " + number_ + " has a side that is not between 3 and 14400 points."},
              .hint = {"改正版面 style.xml 的页面尺寸。", "Correct the page's size in style.xml."},
              .always = true});
    }
  }

  void check(const PageItem& item) {
    if (item.artifact == Artifact::none) check_node(item);
    std::visit(overloaded{[this, &item](const GlyphRun& run) { check_run(item, run); }, [](const Area& /*area*/) {},
                          [](const Image& /*image*/) {}, [](const Path& /*path*/) {}},
               item.what);
  }

  void check_node(const PageItem& item) {
    const NodeTree& nodes = *pages_.nodes();
    if (may_show(nodes[item.node].role)) return;
    const std::string role = name_of(nodes[item.node].role);
    report({.origin = item.origin,
            .message = {"第 " + number_ + " 页的内容直接属于 " + role + "，不属于段落或单元格。",
                        "Content on page " + number_ + " belongs to " + role +
                            " itself, not to a paragraph or cell in it."},
            .hint = {"改正版式的 document.xsl。", "Correct the form's document.xsl."}});
  }

  void check_run(const PageItem& item, const GlyphRun& run) {
    if (run.size <= Length()) {
      report({.origin = item.origin,
              .message = {"第 " + number_ + " 页有字号为 0 的文字。", "Text on page " + number_ + " has the size 0."},
              .hint = {"改正版面 style.xml 的字号。", "Correct the type size in style.xml."},
              .always = true});
    }
    for (const PlacedCluster& cluster : run.clusters) {
      const std::string text = run.text.substr(cluster.text.begin, cluster.text.size());
      check_glyphs(item, run, cluster, text);
      for (std::string_view rest = text; !rest.empty();) {
        if (const char32_t c = take_character(rest); is_unreadable(c)) report_character(item.origin, c);
      }
    }
  }

  // No glyph 0 reaches a page (ISO 19005-3, 6.2.11.8).
  void check_glyphs(const PageItem& item, const GlyphRun& run, const PlacedCluster& cluster, const std::string& text) {
    for (std::uint32_t i = 0; i < cluster.glyph_count; ++i) {
      if (run.glyphs[cluster.first_glyph + i].glyph != 0) continue;
      report({.origin = item.origin,
              .message = {"第 " + number_ + " 页的“" + text + "”没有字形。",
                          "\"" + text + "\" on page " + number_ + " has no glyph."},
              .hint = {"换用有此字的字体（banxin fonts）。", "Use a face that has it (`banxin fonts`)."}});
    }
  }

  void report_character(OriginId origin, char32_t c) {
    const std::string name = code_point_name(c);
    report(
        {.origin = origin,
         .message = {"第 " + number_ + " 页的 " + name + " 没有公认的含义，复制和朗读都不可靠。",
                     name + " on page " + number_ + " has no agreed meaning: it can be neither copied nor read aloud."},
         .hint = {"改用 Unicode 的标准字符。", "Use the standard character of Unicode instead."}});
  }

  const Pages& pages_;
  std::string number_;  // of the page
  PageFaults faults_;
};

}  // namespace

PageFaults check_marks(const Pages& pages) {
  return MarkCheck(pages).run();
}

}  // namespace banxin::layout
