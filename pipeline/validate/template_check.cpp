#include "validate/template_check.h"

#include <fmt/format.h>

#include <string>

#include "base/codes.h"
#include "forms/placeholders.h"

namespace banxin::validate {
namespace {

class TemplateCheck {
 public:
  explicit TemplateCheck(const xml::Tree& record) : record_(record) {}

  Findings run() {
    visit(record_.root());
    return std::move(findings_);
  }

 private:
  void visit(const xml::Node& element) {
    for (const xml::Node& child : element.children()) {
      if (child.is_element()) {
        visit(child);
      } else if (const std::string text = child.text(); !forms::placeholder_in(text).empty()) {
        report(element, std::string(forms::placeholder_in(text)));
      }
    }
  }

  void report(const xml::Node& element, std::string placeholder) {
    const bool of_summary =
        placeholder == forms::placeholder::summary_bureau || placeholder == forms::placeholder::summary_chapter;
    const Bilingual whose = of_summary ? Bilingual{"汇总记录", "summary"} : Bilingual{"空白记录", "blank record"};
    // Of the title's only the beginning is known.
    if (!placeholder.ends_with("）")) placeholder += "……）";
    findings_.push_back(
        {.code = code::record_template,
         .place = record_.place(element),
         .message = {fmt::format("这里还是{}留给人填的文字“{}”。", whose.zh, placeholder),
                     fmt::format("This is still text of the {} to be replaced: \"{}\".", whose.en, placeholder)},
         .hint = {"换成本单位的内容；不需要的部分连同标题一起删去。",
                  "Put the bureau's own words there; delete what is not needed, with its heading."}});
  }

  const xml::Tree& record_;
  Findings findings_;
};

}  // namespace

Findings check_template(const xml::Tree& record) {
  return TemplateCheck(record).run();
}

}  // namespace banxin::validate
