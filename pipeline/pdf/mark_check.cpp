#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "pdf/conformance.h"
#include "pdf/page_content.h"
#include "pdf/text_string.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t most_shown = 8;  // findings of one kind before the rest is left out: a page repeats its faults

// Elements that show something themselves; the others only hold elements.
bool may_show(NodeRole role) {
  switch (role) {
    case NodeRole::title:
    case NodeRole::heading1:
    case NodeRole::heading2:
    case NodeRole::heading3:
    case NodeRole::heading4:
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

bool is_private(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0xFFFFD) || (c >= 0x100000 && c <= 0x10FFFD);
}

// Characters that no code may map to (PA-22), and such as tell a reader nothing (PA-23). Nor may .notdef be shown
// (PA-21).
bool is_unreadable(char32_t c) {
  return c == 0 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF || is_private(c);
}

class MarkCheck {
 public:
  MarkCheck(const Pages& pages, Severity severity) : pages_(pages), severity_(severity) {}

  Findings run() {
    for (std::size_t p = 0; p < pages_.pages.size(); ++p) {
      number_ = p + 1;
      const Page& page = pages_.pages[p];
      check_box(page);
      for (const PageItem& item : page.items) check(item);
    }
    return std::move(findings_);
  }

 private:
  void report(Severity severity, OriginId origin, Bilingual message, Bilingual hint) {
    if (findings_.size() < most_shown) {
      findings_.push_back(not_conforming(severity, pages_.origins->place(origin), std::move(message), std::move(hint)));
    }
  }

  // Boxes are 3 to 14400 units wide and high (ISO 19005-3, 6.1.13).
  void check_box(const Page& page) {
    for (const Length side : {page.width, page.height}) {
      if (side >= Length::points(3) && side <= Length::points(14400)) continue;
      report(Severity::error, 0,
             {fmt::format(FMT_STRING("第 {} 页的边长不在 3 至 14400 点之间"), number_),
              fmt::format(FMT_STRING("page {} has a side that is not between 3 and 14400 points"), number_)},
             {"改正版面 style.xml 的页面尺寸", "correct the page's size in style.xml"});
    }
  }

  void check(const PageItem& item) {
    if (item.artifact == Artifact::none) check_node(item);
    if (const auto* run = std::get_if<GlyphRun>(&item.what)) check_run(item, *run);
  }

  void check_node(const PageItem& item) {
    const NodeTree& nodes = *pages_.nodes;
    if (item.node < nodes.size() && may_show(nodes[item.node].role)) return;
    const bool known = item.node < nodes.size();
    const char* type = known ? structure_type(nodes[item.node].role) : "?";
    report(known ? severity_ : Severity::error, item.origin,
           {fmt::format(FMT_STRING("第 {} 页的内容直接属于 {}，不属于段落或单元格"), number_, type),
            fmt::format(FMT_STRING("content on page {} belongs to {} itself, not to a paragraph or cell in it"),
                        number_, type)},
           {"改正版式的 document.xsl", "correct the form's document.xsl"});
  }

  void check_run(const PageItem& item, const GlyphRun& run) {
    if (run.size <= Length()) {
      report(Severity::error, item.origin,
             {fmt::format(FMT_STRING("第 {} 页有字号为 0 的文字"), number_),
              fmt::format(FMT_STRING("text of no size on page {}"), number_)},
             {"改正版面 style.xml 的字号", "correct the type size in style.xml"});
    }
    for (const PlacedCluster& cluster : run.clusters) {
      const std::string_view text = std::string_view(run.text).substr(cluster.text.begin, cluster.text.size());
      check_glyphs(item, run, cluster, text);
      for (const char32_t c : decode_utf8(text)) {
        if (is_unreadable(c)) report_character(item.origin, c);
      }
    }
  }

  // No glyph 0 reaches a page (ISO 19005-3, 6.2.11.8).
  void check_glyphs(const PageItem& item, const GlyphRun& run, const PlacedCluster& cluster, std::string_view text) {
    for (std::uint32_t i = 0; i < cluster.glyph_count; ++i) {
      if (run.glyphs[cluster.first_glyph + i].glyph != 0) continue;
      report(severity_, item.origin,
             {fmt::format(FMT_STRING("第 {} 页的“{}”没有字形"), number_, text),
              fmt::format(FMT_STRING("\"{}\" on page {} has no glyph"), text, number_)},
             {"换用有此字的字体（banxin fonts）", "use a face that has it (banxin fonts)"});
    }
  }

  void report_character(OriginId origin, char32_t c) {
    report(
        severity_, origin,
        {fmt::format(FMT_STRING("第 {} 页的 U+{:04X} 没有公认的含义，复制和朗读都不可靠"), number_,
                     static_cast<std::uint32_t>(c)),
         fmt::format(FMT_STRING("U+{:04X} on page {} has no agreed meaning: it can be neither copied nor read aloud"),
                     static_cast<std::uint32_t>(c), number_)},
        {"改用 Unicode 的标准字符", "use the standard character of Unicode instead"});
  }

  const Pages& pages_;
  Severity severity_;
  std::size_t number_ = 0;
  Findings findings_;
};

}  // namespace

Findings check_marks(const Pages& pages, Severity severity) {
  return MarkCheck(pages, severity).run();
}

}  // namespace banxin::pdf
