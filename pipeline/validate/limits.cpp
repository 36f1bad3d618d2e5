#include "validate/limits.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/report_size.h"
#include "base/text.h"
#include "base/utf8.h"

namespace banxin::validate {
namespace {

bool is_mark(char32_t c) {
  return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

class LimitCheck {
 public:
  explicit LimitCheck(const xml::Tree& record) : record_(record) {}

  Findings run() {
    visit(record_.root());
    return std::move(findings_);
  }

 private:
  // Bytes of the text below the element, where it is one text: a paragraph, say, with its markup. 0 where it only holds
  // such texts. Recursion is as deep as the parser's limit lets a tree be.
  std::size_t visit(const xml::Node& element) {
    for (const xml::Node& attribute : element.attributes()) {
      marks_ = 0;
      check_marks(attribute, attribute.text());
    }
    marks_ = 0;
    std::size_t below = 0;
    std::size_t own = 0;
    for (const xml::Node& child : element.children()) {
      if (child.is_element()) {
        below += visit(child);
        continue;
      }
      const std::string text = child.text();
      if (is_blank(text)) continue;
      own += text.size();
      check_marks(child, text);
    }
    if (own == 0) return 0;
    if (own + below > longest_paragraph) report_length(element, own + below);
    return own + below;
  }

  void check_marks(const xml::Node& node, std::string_view text) {
    while (!text.empty()) {
      marks_ = is_mark(take_character(text)) ? marks_ + 1 : 0;
      if (marks_ == most_marks + 1) report_marks(node);
    }
  }

  void report_length(const xml::Node& element, std::size_t bytes) {
    report(element,
           {fmt::format("元素 {} 的文字有 {} 字节，超过 {} 字节的上限。", shortened(element.name()), bytes,
                        longest_paragraph),
            fmt::format("Element {} holds {} bytes of text; the limit is {}.", shortened(element.name()), bytes,
                        longest_paragraph)},
           {"把它分成几段。", "Divide it into several paragraphs."});
  }

  void report_marks(const xml::Node& node) {
    report(node,
           {fmt::format("一个字符上叠加的附加符号超过 {} 个的上限。", most_marks),
            fmt::format("One character bears more than {} combining marks, which is the limit.", most_marks)},
           {"删去多余的附加符号。", "Delete the marks that do not belong there."});
  }

  void report(const xml::Node& node, Bilingual message, Bilingual hint) {
    findings_.push_back(
        {.code = limit_code, .place = record_.place(node), .message = std::move(message), .hint = std::move(hint)});
  }

  const xml::Tree& record_;
  Findings findings_;
  std::size_t marks_ = 0;  // at the end of the text so far
};

// What the element and those below it say; an element that holds text is one text, with what it marks up.
void add_texts(const xml::Node& element, ReportSize& size) {
  bool text = false;
  for (const xml::Node& child : element.children()) {
    if (child.is_element()) {
      add_texts(child, size);
    } else if (const std::string piece = child.text(); !is_blank(piece)) {
      size.add_characters(piece);
      text = true;
    }
  }
  if (text) ++size.texts;
}

}  // namespace

Findings check_limits(const xml::Tree& record) {
  return LimitCheck(record).run();
}

Findings check_size(const xml::Tree& record) {
  ReportSize size;
  add_texts(record.root(), size);
  return size.is_too_long() ? Findings{too_long(size, record.place(record.root()))} : Findings{};
}

}  // namespace banxin::validate
