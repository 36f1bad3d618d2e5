#include "xml/malformed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/codes.h"
#include "base/spelling.h"
#include "base/utf8.h"
#include "xml/internal.h"

namespace banxin::xml {
namespace {

constexpr std::size_t most_shown = 40;

std::string first(const xmlError& error) {
  return shortened(view_of(error.str1), most_shown);
}
std::string second(const xmlError& error) {
  return shortened(view_of(error.str2), most_shown);
}

// Kinds whose sentence needs nothing of the error but its place.
struct Plain {
  int code;
  Bilingual message;
  Bilingual hint;
};

const std::array<Plain, 16>& plain_kinds() {
  static const Bilingual escape_ampersand = {"文字中的 & 写作 &amp;。", "Write & in text as &amp;."};
  static const Bilingual escape_less = {"文字中的 < 写作 &lt;。", "Write < in text as &lt;."};
  static const Bilingual quote = {"属性写作 名称=\"值\"，引号成对、用半角。",
                                  "Write attributes as name=\"value\", with a pair of ASCII quotation marks."};
  static const Bilingual close = {"补上缺的部分；文件也可能没有传完整。",
                                  "Add what is missing; the file may also be cut off."};
  static const std::array<Plain, 16> kinds = {{
      {XML_ERR_DOCUMENT_EMPTY,
       {"文件不是 XML：开头不是 <。", "The file is not XML: it does not begin with <."},
       {"请确认给对了文件。", "Make sure that this is the right file."}},
      {XML_ERR_DOCUMENT_END,
       {"根元素结束之后还有内容。", "There is something after the end of the root element."},
       {"一个文件只能有一个根元素；删去多余的内容，或检查结束标签是否过早。",
        "A file has one root element: delete the rest, or see whether an end tag comes too early."}},
      {XML_ERR_ENTITYREF_SEMICOL_MISSING, {"& 没有转义。", "The & is not escaped."}, escape_ampersand},
      {XML_ERR_LT_IN_ATTRIBUTE, {"属性值中有 <。", "An attribute's value holds a <."}, escape_less},
      {XML_ERR_ATTRIBUTE_NOT_STARTED, {"属性值没有引号。", "An attribute's value has no quotation mark."}, quote},
      {XML_ERR_ATTRIBUTE_NOT_FINISHED, {"属性值的引号没有结束。", "An attribute's value has no closing mark."}, quote},
      {XML_ERR_SPACE_REQUIRED,
       {"此处缺少空格，或前面的引号没有成对。",
        "A space is missing here, or a quotation mark before it has no counterpart."},
       quote},
      {XML_ERR_GT_REQUIRED, {"标签没有以 > 结束。", "The tag does not end in >."}, quote},
      {XML_ERR_COMMENT_NOT_FINISHED, {"注释没有以 --> 结束。", "The comment does not end in -->."}, close},
      {XML_ERR_HYPHEN_IN_COMMENT,
       {"注释中有连续两个减号。", "The comment holds two hyphens in a row."},
       {"注释内不能写 --。", "A comment may not hold --."}},
      {XML_ERR_CDATA_NOT_FINISHED, {"CDATA 没有以 ]]> 结束。", "The CDATA section does not end in ]]>."}, close},
      {XML_ERR_MISPLACED_CDATA_END,
       {"文字中有 ]]>。", "The text holds ]]>."},
       {"写作 ]]&gt;。", "Write it as ]]&gt;."}},
      {XML_ERR_PI_NOT_FINISHED, {"处理指令没有以 ?> 结束。", "The processing instruction does not end in ?>."}, close},
      {XML_ERR_XMLDECL_NOT_FINISHED,
       {"XML 声明没有以 ?> 结束或写法有误。", "The XML declaration does not end in ?> or is written wrongly."},
       {"第一行写作 <?xml version=\"1.0\" encoding=\"UTF-8\"?>。",
        R"(Write the first line as <?xml version="1.0" encoding="UTF-8"?>.)"}},
      {XML_ERR_RESERVED_XML_NAME,
       {"XML 声明不在文件的开头。", "The XML declaration is not at the beginning of the file."},
       {"删去它前面的空行或空格。", "Delete the blank lines or spaces before it."}},
      {XML_ERR_INVALID_ENCODING,
       {"此处的字节不是文件所声明的编码。", "The bytes here are not in the encoding declared."},
       {"另存为 UTF-8。", "Save the file as UTF-8."}},
  }};
  return kinds;
}

struct Sentence {
  Bilingual message;
  Bilingual hint;
};

Sentence of_character(const xmlError& error) {
  const auto character = static_cast<unsigned>(error.int1);
  const Bilingual hint = {"删去它，或换成看得见的字符。", "Delete it, or put a visible character in its place."};
  if (character == 0) {
    return {{"此处有 XML 不允许的字符。", "There is a character here that XML forbids."}, hint};
  }
  return {{fmt::format("此处有 XML 不允许的字符 U+{:04X}。", character),
           fmt::format("The character U+{:04X} is not allowed in XML.", character)},
          hint};
}

Sentence of_entity(const xmlError& error) {
  return {
      {fmt::format("实体 &{}; 没有定义；记录只有 &amp; &lt; &gt; &quot; &apos; 五个实体。", first(error)),
       fmt::format("The entity &{}; is not defined; a record has only &amp; &lt; &gt; &quot; &apos;.", first(error))},
      {"直接写该字符，或写作 &#x十六进制码位;。", "Write the character itself, or &#xHEXADECIMAL;."}};
}

Sentence of_tags(const xmlError& error) {
  const std::string open = first(error);
  if (error.code == XML_ERR_TAG_NOT_FINISHED) {
    return {{fmt::format("文件在元素 {}（第 {} 行开始）结束之前就完了。", open, error.int1),
             fmt::format("The file ends before the end of element {}, which began in line {}.", open, error.int1)},
            {"文件可能没有传完整；否则补上结束标签。", "The file may be cut off; else add the end tag."}};
  }
  if (const std::string close = second(error); !nearest(close, {open}).empty()) {
    return {{fmt::format("第 {} 行的开始标签是 <{}>，这里的结束标签是 </{}>，写法不一样。", error.int1, open, close),
             fmt::format("The start tag in line {} is <{}>, the end tag here is </{}>: they differ.", error.int1, open,
                         close)},
            {"改成一样的，大小写也一样。", "Make them the same, capitals included."}};
  }
  return {{fmt::format("第 {} 行开始的元素 {} 尚未结束，此处却是 </{}>。", error.int1, open, second(error)),
           fmt::format("Element {}, which began in line {}, has not ended, but </{}> comes here.", open, error.int1,
                       second(error))},
          {fmt::format("在此之前补上 </{}>，或改正标签名。", open),
           fmt::format("Add </{}> before it, or correct the name.", open)}};
}

Sentence of_attribute(const xmlError& error) {
  if (error.code == XML_ERR_ATTRIBUTE_REDEFINED || error.code == XML_NS_ERR_ATTRIBUTE_REDEFINED) {
    return {{fmt::format("属性 {} 在一个标签中写了两次。", first(error)),
             fmt::format("Attribute {} is written twice in one tag.", first(error))},
            {"删去其中一个。", "Delete one of them."}};
  }
  if (first(error).find("＝") != std::string::npos) {
    return {{fmt::format("“{}”里用了全角的等号 ＝。", first(error)),
             fmt::format("\"{}\" has a full-width equals sign.", first(error))},
            {"改为半角的 =。", "Write = instead."}};
  }
  return {{fmt::format("属性 {} 没有值。", first(error)), fmt::format("Attribute {} has no value.", first(error))},
          {"写作 名称=\"值\"。", "Write it as name=\"value\"."}};
}

Sentence of_prefix(const xmlError& error) {
  return {{fmt::format("命名空间前缀 {} 没有声明。", first(error)),
           fmt::format("The namespace prefix {} is not declared.", first(error))},
          {fmt::format("在根元素上声明 xmlns:{}=\"…\"，或去掉前缀。", first(error)),
           fmt::format("Declare xmlns:{}=\"...\" on the root element, or drop the prefix.", first(error))}};
}

Sentence of_name(const xmlError& error) {
  if (view_of(error.message).find("EntityRef") != std::string_view::npos) {
    return {{"& 没有转义。", "The & is not escaped."}, {"文字中的 & 写作 &amp;。", "Write & in text as &amp;."}};
  }
  if (view_of(error.message).find("StartTag") != std::string_view::npos) {
    return {{"< 之后不是元素名。", "There is no element name after <."},
            {"文字中的 < 写作 &lt;；标签写作 <名称>，中间不留空格。",
             "Write < in text as &lt;; write tags as <name> without a blank."}};
  }
  return {{"这里的 < 没有转义，或标签写错了。", "The < here is not escaped, or the tag is written wrongly."},
          {"文字中的 < 写作 &lt;；标签写作 <名称 属性=\"值\">。",
           R"(Write < in text as &lt;; write tags as <name attribute="value">.)"}};
}

Sentence of_other(const xmlError& error) {
  for (const Plain& kind : plain_kinds()) {
    if (kind.code == error.code) return {kind.message, kind.hint};
  }
  return {{"这里不合 XML 的写法。", "This is not written as XML asks."},
          {"请检查该处的标签、引号和 & 符号。", "Check tags, quotation marks and ampersands there."}};
}

Sentence sentence_of(const xmlError& error) {
  switch (error.code) {
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF: return of_character(error);
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY: return of_entity(error);
    case XML_ERR_TAG_NAME_MISMATCH:
    case XML_ERR_TAG_NOT_FINISHED: return of_tags(error);
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE: return of_attribute(error);
    case XML_ERR_NAME_REQUIRED: return of_name(error);
    case XML_NS_ERR_UNDEFINED_NAMESPACE: return of_prefix(error);
    default: return of_other(error);
  }
}

// Where the text has the place as an offset in bytes.
std::size_t offset_of(std::string_view text, TextPosition at) {
  std::size_t offset = 0;
  for (int line = 1; line < at.line && offset < text.size(); ++line) {
    offset = std::min(text.find('\n', offset), text.size() - 1) + 1;
  }
  std::string_view rest = text.substr(offset);
  for (int column = 1; column < at.column && !rest.empty(); ++column) take_character(rest);
  return text.size() - rest.size();
}

// What is at fault may be before the place where the parser noticed it: the & or < that begins what it could not read,
// the comment that never ends.
TextPosition culprit(const xmlError& error, std::string_view text, TextPosition at) {
  const bool of_entity = error.code == XML_ERR_ENTITYREF_SEMICOL_MISSING;
  const bool of_tag =
      error.code == XML_ERR_NAME_REQUIRED && view_of(error.message).find("ttribute") != std::string_view::npos;
  const bool of_comment = error.code == XML_ERR_COMMENT_NOT_FINISHED;
  if (!of_entity && !of_tag && !of_comment) return at;
  const std::string_view mark = of_entity ? "&" : of_tag ? "<" : "<!--";
  const std::size_t offset = offset_of(text, at);
  const std::size_t begin = text.substr(0, offset).rfind(mark);
  return begin == std::string_view::npos ? at : position_of(text, begin + mark.size());
}

// Marks of Chinese text where XML has its own.
std::optional<Sentence> of_foreign_marks(const xmlError& error, std::string_view text, TextPosition at) {
  const std::size_t offset = offset_of(text, at);
  if (error.code == XML_ERR_ATTRIBUTE_NOT_STARTED) {
    for (const char* mark : {"“", "”", "‘", "’", "＂"}) {
      if (!text.substr(offset).starts_with(mark)) continue;
      return Sentence{{fmt::format("属性值用了中文的引号 {}。", mark),
                       fmt::format("An attribute's value has the quotation mark {}.", mark)},
                      {"改为半角的 \"。", "Write \" instead."}};
    }
  }
  const std::size_t line = text.substr(0, offset).rfind('\n') + 1;
  if (error.code != XML_ERR_TAG_NAME_MISMATCH ||
      text.substr(line, offset - line).find("＜") == std::string_view::npos) {
    return std::nullopt;
  }
  return Sentence{{"这一行的标签用了全角的 ＜ ＞。", "A tag in this line has the full-width marks ＜ ＞."},
                  {"改为半角的 < 和 >。", "Write < and > instead."}};
}

// What comes before the place, so that it can be found in an editor that does not count columns.
std::string before(std::string_view text, TextPosition at) {
  constexpr std::size_t most_before = 20;
  std::size_t begin = 0;
  for (int line = 1; line < at.line && begin != std::string_view::npos; ++line) {
    const std::size_t end = text.find('\n', begin);
    begin = end == std::string_view::npos ? end : end + 1;
  }
  if (begin == std::string_view::npos) return {};
  std::string_view rest = text.substr(begin, text.find('\n', begin) - begin);
  const auto characters = static_cast<std::size_t>(at.column - 1);
  for (std::size_t skipped = 0; skipped + most_before < characters && !rest.empty(); ++skipped) take_character(rest);
  const std::string_view all = rest;
  for (std::size_t n = 0; n < std::min(characters, most_before) && !rest.empty(); ++n) take_character(rest);
  std::string shown(all.substr(0, all.size() - rest.size()));
  while (!shown.empty() && (shown.back() == '\r' || shown.back() == ' ')) shown.pop_back();
  return shown;
}

}  // namespace

Diagnostic malformed(const xmlError& error, const std::string& file, std::string_view text, TextPosition at) {
  at = culprit(error, text, at);
  const auto foreign = of_foreign_marks(error, text, at);
  Sentence sentence = foreign ? *foreign : sentence_of(error);
  std::string zh, en;
  if (const std::string shown = before(text, at); !shown.empty()) {
    zh = fmt::format("第 {} 列（“{}”之后）：", at.column, shown);
    en = fmt::format("Column {} (after \"{}\"): ", at.column, shown);
  }
  return {.code = code::xml_malformed,
          .place = {file, at.line, {}},
          .message = {zh + sentence.message.zh, en + sentence.message.en},
          .hint = std::move(sentence.hint)};
}

}  // namespace banxin::xml
