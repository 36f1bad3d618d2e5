#include <utility>

#include "output/docx/parts.h"

namespace banxin::docx {

std::string footer_part(const PageStyle& style, bool odd) {
  XmlWriter to;
  to.begin("w:ftr").attribute("xmlns:w", main_namespace);
  to.begin("w:p").begin("w:pPr");
  to.begin("w:pStyle").attribute("w:val", style_id(style.page_number.text_style)).end();
  const std::string indent = std::to_string(twips(style.page_number.side_indent));
  to.begin("w:ind").attribute(odd ? "w:right" : "w:left", indent).end();
  to.begin("w:jc").attribute("w:val", odd ? "right" : "left").end();
  to.end();
  const auto run = [&to](std::string_view text) {
    to.begin("w:r").begin("w:t").attribute("xml:space", "preserve").text(text).end().end();
  };
  run(style.page_number.before);
  to.begin("w:fldSimple").attribute("w:instr", " PAGE ");
  run("1");
  to.end();
  run(style.page_number.after);
  to.end().end();
  return std::move(to).finish();
}

std::string header_part(bool draft) {
  XmlWriter to;
  to.begin("w:hdr").attribute("xmlns:w", main_namespace);
  to.begin("w:p").begin("w:pPr").begin("w:jc").attribute("w:val", "center").end().end();
  if (draft) to.begin("w:r").begin("w:t").text("草稿").end().end();
  to.end().end();
  return std::move(to).finish();
}

std::string settings_part() {
  XmlWriter to;
  to.begin("w:settings").attribute("xmlns:w", main_namespace);
  to.begin("w:evenAndOddHeaders").end();
  to.begin("w:characterSpacingControl").attribute("w:val", "compressPunctuation").end();
  to.begin("w:compat");
  to.begin("w:compatSetting")
      .attribute("w:name", "compatibilityMode")
      .attribute("w:uri", "http://schemas.microsoft.com/office/word")
      .attribute("w:val", "15")
      .end();
  to.end();
  to.begin("w:themeFontLang").attribute("w:val", "en-US").attribute("w:eastAsia", "zh-CN").end();
  to.end();
  return std::move(to).finish();
}

}  // namespace banxin::docx
