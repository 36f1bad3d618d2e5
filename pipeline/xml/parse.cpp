#include <fmt/format.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <new>
#include <set>
#include <string>

#include "base/codes.h"
#include "base/file.h"
#include "base/text.h"
#include "xml/decode.h"
#include "xml/internal.h"
#include "xml/library.h"
#include "xml/malformed.h"
#include "xml/scan.h"

namespace banxin::xml {
namespace {

constexpr std::size_t most_faults_told = 50;
constexpr int most_faults = 1000;  // reported by libxml2, whether or not they become findings
// libxml2's bounds for a parser without the option for huge input; this program's must be reached first.
constexpr int most_nesting = 256;
constexpr std::size_t most_text = XML_MAX_TEXT_LENGTH;

xmlParserCtxtPtr parser_of(void* context) {
  return static_cast<xmlParserCtxtPtr>(context);
}

// One parse: what its callbacks know. The limits are kept while parsing: the first callback that sees one exceeded ends
// the parse, so the tree never outgrows them.
class Parse {
 public:
  Parse(std::string_view text, const std::string& file, const Limits& limits)
      : text_(text), file_(file), limits_(limits), context_(xmlNewParserCtxt()) {
    if (!context_) throw std::bad_alloc();
    limits_.depth = std::min(limits_.depth, most_nesting);
    limits_.text_bytes = std::min(limits_.text_bytes, most_text);
    context_->_private = this;
    xmlSAXHandler& sax = *context_->sax;
    sax.internalSubset = on_doctype;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_characters;
    sax.ignorableWhitespace = on_characters;
    sax.cdataBlock = on_characters;
    sax.comment = nullptr;
    sax.processingInstruction = nullptr;
    sax.serror = on_error;
  }

  // Null when there are findings of severity error. `url` becomes the base of relative references; may be null.
  Document run(const char* url) {
    // RECOVER keeps the callbacks coming after a fault, and with them the limits. IGNORE_ENC: the text is UTF-8
    // whatever its declaration says about the bytes that it was decoded from.
    constexpr int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES;
    Document document(
        xmlCtxtReadMemory(context_.get(), text_.data(), static_cast<int>(text_.size()), url, nullptr, options));
    if (!has_errors(findings_) && (!document || xmlDocGetRootElement(document.get()) == nullptr)) {
      refuse(code::xml_malformed, "文件中没有元素。", "The file has no element.");
    }
    if (has_errors(findings_)) document.reset();
    return document;
  }

  Findings take_findings() { return std::move(findings_); }

 private:
  static Parse& of(void* context) { return *static_cast<Parse*>(parser_of(context)->_private); }

  static void on_doctype(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    Parse& parse = of(context);
    parse.refuse(code::xml_doctype, "文件有 DOCTYPE 声明；不得声明文档类型或实体。",
                 "The file has a DOCTYPE; a document type or entities may not be declared.",
                 {"删去 DOCTYPE，实体换成字符本身。", "Delete the DOCTYPE; write characters in place of entities."});
  }

  static void on_start(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int namespaces,
                       const xmlChar** declared, int attributes, int defaulted, const xmlChar** values) {
    Parse& parse = of(context);
    if (!parse.admits(view_of(name), attributes, values)) return;
    const int line = parse.line_of_tag();
    xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declared, attributes, defaulted, values);
    if (xmlNode* node = parser_of(context)->node; node != nullptr) set_mark(node, {static_cast<unsigned>(line), 0});
    parse.run_ = 0;
  }

  static void on_end(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri) {
    Parse& parse = of(context);
    --parse.depth_;
    parse.run_ = 0;
    xmlSAX2EndElementNs(context, name, prefix, uri);
  }

  static void on_characters(void* context, const xmlChar* text, int size) {
    Parse& parse = of(context);
    parse.run_ += static_cast<std::size_t>(size);
    if (parse.run_ > parse.limits_.text_bytes) {
      parse.refuse_long_text();
      return;
    }
    xmlSAX2Characters(context, text, size);
    const xmlNode* parent = parser_of(context)->node;
    xmlNode* node = parent == nullptr ? nullptr : parent->last;
    if (node == nullptr || node->type != XML_TEXT_NODE || mark_of(node).line != 0) return;
    const auto breaks = std::count(text, text + size, static_cast<xmlChar>('\n'));
    const auto line = std::max<std::ptrdiff_t>(1, parser_of(context)->input->line - breaks);
    set_mark(node, {static_cast<std::uint32_t>(line), 0});
  }

  static void on_error(void* context, ErrorPointer error) {
    if (error == nullptr || error->level < XML_ERR_ERROR || context == nullptr) return;
    of(context).add(*error);
  }

  bool admits(std::string_view name, int attributes, const xmlChar** values) {
    attributes_ += static_cast<std::size_t>(attributes);
    if (++elements_ > limits_.elements) {
      refuse(code::xml_too_many_elements, fmt::format("元素超过 {} 个的上限。", limits_.elements),
             fmt::format("There are more than {} elements, which is the limit.", limits_.elements));
    } else if (++depth_ > limits_.depth) {
      refuse_deep(name);
    } else if (attributes > limits_.attributes || context_->nsNr / 2 > limits_.attributes) {
      refuse(code::xml_too_many_attributes,
             fmt::format("元素 {} 的属性或命名空间声明超过 {} 个的上限。", name, limits_.attributes),
             fmt::format("Element {} has more than {} attributes or namespaces, which is the limit.", name,
                         limits_.attributes));
    } else if (attributes_ > limits_.all_attributes) {
      refuse(code::xml_too_many_attributes, fmt::format("全文属性超过 {} 个的上限。", limits_.all_attributes),
             fmt::format("There are more than {} attributes in all, which is the limit.", limits_.all_attributes));
    } else if (has_long_value(attributes, values)) {
      refuse_long_text();
    }
    return !stopped_;
  }

  bool has_long_value(int attributes, const xmlChar** values) const {
    constexpr int fields = 5;  // local name, prefix, URI, begin and end of the value
    for (int i = 0; i < attributes; ++i) {
      const auto size = static_cast<std::size_t>(values[i * fields + 4] - values[i * fields + 3]);
      if (size > limits_.text_bytes) return true;
    }
    return false;
  }

  void refuse_deep(std::string_view name) {
    refuse(code::xml_too_deep, fmt::format("元素 {} 在第 {} 层，超过 {} 层的上限。", name, depth_, limits_.depth),
           fmt::format("Element {} is nested {} deep; the limit is {}.", name, depth_, limits_.depth));
  }

  void refuse_long_text() {
    refuse(code::xml_too_large, fmt::format("一段文字超过 {} 字节的上限。", limits_.text_bytes),
           fmt::format("A text has more than {} bytes, which is the limit.", limits_.text_bytes));
  }

  // Adds the finding and ends the parse.
  void refuse(std::string code, std::string zh, std::string en,
              Bilingual hint = {"请确认给对了文件。", "Make sure that this is the right file."}) {
    if (stopped_) return;
    const int line = context_->input != nullptr ? std::max(1, context_->input->line) : 0;
    findings_.push_back({.code = std::move(code),
                         .place = {file_, line, {}},
                         .message = {std::move(zh), std::move(en)},
                         .hint = std::move(hint)});
    stop();
  }

  // Unlike xmlStopParser this leaves the input's buffer in place: libxml2 2.9 goes on using pointers into it after an
  // error that it has reported.
  void stop() {
    stopped_ = true;
    context_->instate = XML_PARSER_EOF;
    context_->disableSAX = 1;
  }

  void add(const xmlError& error) {
    if (stopped_) {
      stop();
      return;
    }
    if (is_consequence(error.code)) return;
    const bool undeclared = error.code == XML_ERR_UNDECLARED_ENTITY || error.code == XML_WAR_UNDECLARED_ENTITY;
    if (undeclared && !entities_.insert(std::string(view_of(error.str1))).second) return;
    if (error.code == XML_ERR_INTERNAL_ERROR && context_->nameNr > most_nesting) {
      refuse_deep(view_of(context_->name));
      return;
    }
    if (++faults_ > most_faults || findings_.size() == most_faults_told) {
      findings_.push_back(
          {.code = code::xml_malformed,
           .severity = Severity::note,
           .place = {file_, error.line, {}},
           .message = {"此处之后还有错误，没有再列。", "There are more errors from here on; they are not listed."},
           .hint = {"先改正以上各处。", "Correct those above first."}});
      stop();
      return;
    }
    report(error);
  }

  // A fault inside a tag is reported several times at the same place, first as what is wrong there; only a missing
  // blank is reported before the fault that explains it.
  void report(const xmlError& error) {
    const std::size_t here = offset();
    const bool again = !findings_.empty() && here <= last_offset_ + 1;
    last_offset_ = here;
    if (error.code == XML_ERR_SPACE_REQUIRED || error.code == XML_ERR_GT_REQUIRED) tags_wrong_ = true;
    if (again && (last_code_ != XML_ERR_SPACE_REQUIRED || error.code == XML_ERR_GT_REQUIRED)) return;
    if (again) findings_.pop_back();
    last_code_ = error.code;
    TextPosition at = position_of(text_, here);
    if (at.line != error.line && error.line > 0) at = {error.line, 1};
    findings_.push_back(malformed(error, file_, text_, at));
  }

  // One missing end tag makes each tag after it wrong too, and the end of the file; only the first report is useful.
  bool is_consequence(int code) {
    const bool of_tags =
        code == XML_ERR_TAG_NAME_MISMATCH || code == XML_ERR_TAG_NOT_FINISHED || code == XML_ERR_DOCUMENT_END;
    return of_tags && std::exchange(tags_wrong_, true);
  }

  std::size_t offset() const {
    const xmlParserInput* input = context_->input;
    if (input == nullptr || input->cur == nullptr) return 0;
    return std::min(text_.size(), static_cast<std::size_t>(input->consumed) +
                                      static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, input->cur - input->base)));
  }

  // The parser is already past the attributes, maybe lines below the `<`, which no attribute value can hold.
  int line_of_tag() const {
    const std::size_t end = offset();
    const std::size_t open = text_.rfind('<', end == 0 ? 0 : end - 1);
    if (open == std::string_view::npos) return context_->input->line;
    const std::string_view tag = text_.substr(open, end - open);
    return context_->input->line - static_cast<int>(std::count(tag.begin(), tag.end(), '\n'));
  }

  std::string_view text_;
  const std::string& file_;
  Limits limits_;
  ParserContext context_;
  Findings findings_;
  int depth_ = 0;
  std::size_t elements_ = 0;
  std::size_t attributes_ = 0;
  std::size_t run_ = 0;  // bytes of the text being read
  int faults_ = 0;
  std::size_t last_offset_ = 0;  // of the last fault, with its code
  int last_code_ = 0;
  bool tags_wrong_ = false;
  std::set<std::string> entities_;  // reported as not declared: each once
  bool stopped_ = false;
};

Result<Tree> parse_bytes(std::string_view bytes, const std::string& file, const Limits& limits, const char* url) {
  const std::size_t most_bytes = std::min<std::size_t>(limits.bytes, INT_MAX / 2);
  if (bytes.size() > most_bytes) {
    return Diagnostic{.code = code::xml_too_large,
                      .place = {file, 0, {}},
                      .message = {fmt::format("文件有 {} 字节，超过 {} 字节的上限。", bytes.size(), most_bytes),
                                  fmt::format("The file has {} bytes; the limit is {}.", bytes.size(), most_bytes)},
                      .hint = {"请确认给对了文件。", "Make sure that this is the right file."}};
  }
  auto decoded = decode(bytes, file, most_bytes);
  if (!decoded) return decoded.take_findings();
  const Decoded& input = **decoded;
  if (is_blank(input.text)) {
    return Diagnostic{
        .code = code::xml_malformed,
        .place = {file, 1, {}},
        .message = {"文件是空的。", "The file is empty."},
        .hint = {"请确认给对了文件，或重新传送。", "Make sure that this is the right file, or send it again."}};
  }
  if (auto refusal = scan_tags(input.text, file, limits)) return *std::move(refusal);
  Parse parse(input.text, file, limits);
  Document document = parse.run(url);
  if (!document) return parse.take_findings();
  mark_positions(document.get());
  return {Access::tree(std::move(document), file, input.encoding), parse.take_findings()};
}

}  // namespace

Result<Tree> Tree::parse(std::string_view bytes, const std::string& file, const Limits& limits) {
  return parse_bytes(bytes, file, limits, nullptr);
}

Result<Tree> parse_form_file(const std::string& path) {
  constexpr Limits limits;
  auto bytes = read_file(path, limits.bytes);
  if (!bytes) return as_form_unusable(bytes.take_findings());
  const std::string real = real_path(path);
  const XmlString url(xmlPathToURI(to_xml(real)));
  auto tree = parse_bytes(*bytes, path, limits, to_chars(url.get()));
  if (!tree) return as_form_unusable(tree.take_findings());
  return tree;
}

}  // namespace banxin::xml
