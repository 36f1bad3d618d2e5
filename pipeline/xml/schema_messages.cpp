#include "xml/schema_messages.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "base/utf8.h"
#include "xml/internal.h"

namespace banxin::xml {
namespace {

constexpr std::size_t most_value = 40;  // characters of a value that a message quotes
constexpr std::size_t most_own = 300;   // of libxml2's message, which may list all ids of a form

// libxml2's text without line feeds and without the {namespace} before names.
std::string cleaned(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.front() == '{' && text.find('}') != std::string_view::npos) {
      const std::string_view inside = text.substr(1, text.find('}') - 1);
      // A set of values is in braces too; namespaces hold no quotation marks or blanks.
      if (inside.find_first_of("' ,") == std::string_view::npos && inside.find(':') != std::string_view::npos) {
        text.remove_prefix(inside.size() + 2);
        continue;
      }
    }
    out += text.front() == '\n' ? ' ' : text.front();
    text.remove_prefix(1);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// The text between the last `open` and the last `close`; empty when they are not there.
std::string_view between(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t begin = text.find(open);
  const std::size_t end = text.rfind(close);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + open.size()) return {};
  return text.substr(begin + open.size(), end - begin - open.size());
}

Bilingual expected_name(std::string_view name) {
  if (name == "*" || name.starts_with("##any")) return {"任何元素", "any element"};
  if (name.starts_with("##other")) return {"其他命名空间的元素", "an element of another namespace"};
  const std::string local = cleaned(name);
  return {local, local};
}

// The names in "Expected is one of ( {ns}a, {ns}b )." Empty when there are none.
Bilingual expected(std::string_view message) {
  std::string_view list = between(message, "( ", " )");
  Bilingual names;
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    const Bilingual name = expected_name(list.substr(0, comma));
    add_to_row(names, name);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
  }
  return names;
}

// One violation and the names that its sentences use.
struct Violation {
  int code;
  std::string_view message;  // libxml2's
  std::string element;
  std::string attribute;  // empty: the element itself is meant
  std::string value;      // of the attribute, the simple element or the text that may not be there, for quoting
  std::optional<std::string> foreign;  // the element's namespace when it is not that of its parent
};

struct Wording {
  Bilingual message;
  Bilingual hint;
};

Bilingual subject(const Violation& v) {
  if (v.attribute.empty()) return {fmt::format("元素 {} ", v.element), fmt::format("element {}", v.element)};
  return {fmt::format("元素 {} 的属性 {} ", v.element, v.attribute),
          fmt::format("attribute {} of element {}", v.attribute, v.element)};
}

// The element's name, with its namespace where a reader would take it for another.
Bilingual element_name(const Violation& v) {
  if (!v.foreign) return {v.element, v.element};
  if (v.foreign->empty()) return {v.element + "（无命名空间）", v.element + " (of no namespace)"};
  return {fmt::format("{}（命名空间 {}）", v.element, *v.foreign),
          fmt::format("{} (namespace {})", v.element, *v.foreign)};
}

Wording of_content(const Violation& v) {
  Bilingual names = expected(v.message);
  const bool missing = v.message.find("Missing child") != std::string_view::npos;
  const Bilingual order = {"按表规定的次序补上、移动或删去元素。",
                           "Add, move or delete elements as the form's order asks."};
  if (v.message.find("one of") != std::string_view::npos) names = {names.zh + " 之一", "one of " + names.en};
  if (missing && names.zh.empty()) {
    return {{fmt::format("元素 {} 的内容不完整。", v.element), fmt::format("Element {} is not complete.", v.element)},
            order};
  }
  if (missing) {
    return {{fmt::format("元素 {} 的内容不完整，还缺 {}。", v.element, names.zh),
             fmt::format("Element {} is not complete; it still needs {}.", v.element, names.en)},
            order};
  }
  const Bilingual name = element_name(v);
  if (names.zh.empty()) {
    return {{fmt::format("此处不能有元素 {}，这里不再接受元素。", name.zh),
             fmt::format("Element {} is not allowed here; no further element is.", name.en)},
            order};
  }
  return {{fmt::format("此处不能有元素 {}，应为：{}。", name.zh, names.zh),
           fmt::format("Element {} is not allowed here; expected: {}.", name.en, names.en)},
          order};
}

Wording of_attribute(const Violation& v) {
  const std::string_view quoted = between(v.message, "The attribute '", "' is");
  const std::string name = cleaned(quoted);
  if (v.code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4) {
    return {{fmt::format("元素 {} 缺少属性 {}。", v.element, name),
             fmt::format("Element {} lacks its attribute {}.", v.element, name)},
            {fmt::format("补上 {}=\"…\"。", name), fmt::format("Add {}=\"...\".", name)}};
  }
  return {{fmt::format("元素 {} 不能有属性 {}。", v.element, name),
           fmt::format("Element {} cannot have an attribute {}.", v.element, name)},
          {"删去它，或改正属性名。", "Delete it, or correct its name."}};
}

Wording of_value(const Violation& v) {
  const Bilingual what = subject(v);
  const Bilingual mend = {"改正这个值。", "Correct the value."};
  const auto say = [&](const std::string& zh, const std::string& en) {
    return Wording{{fmt::format("{}的值“{}”{}。", what.zh, v.value, zh),
                    fmt::format("The value \"{}\" of {} {}.", v.value, what.en, en)},
                   mend};
  };
  switch (v.code) {
    case XML_SCHEMAV_CVC_ENUMERATION_VALID: {
      const std::string set = shortened(between(v.message, "the set {", "}"), 300);
      return say(fmt::format("不在允许的值之中：{}", set), fmt::format("is not one of the values allowed: {}", set));
    }
    case XML_SCHEMAV_CVC_PATTERN_VALID: {
      const std::string pattern = shortened(between(v.message, "by the pattern '", "'."), 120);
      return say(fmt::format("不合规定的写法 {}", pattern), fmt::format("does not match the pattern {}", pattern));
    }
    case XML_SCHEMAV_CVC_LENGTH_VALID:
    case XML_SCHEMAV_CVC_MINLENGTH_VALID:
    case XML_SCHEMAV_CVC_MAXLENGTH_VALID: {
      const std::string length(between(v.message, "length of '", "';"));
      if (v.code == XML_SCHEMAV_CVC_MAXLENGTH_VALID) return say("太长", "is too long");
      return length == "0" ? say("为空", "is empty") : say("长度不合规定", "has not the length asked for");
    }
    case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
    case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID: return say("小于允许的最小值", "is below the least value allowed");
    case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
    case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID: return say("大于允许的最大值", "is above the greatest value allowed");
    case XML_SCHEMAV_CVC_TOTALDIGITS_VALID:
    case XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID: return say("位数过多", "has too many digits");
    default: {
      std::string type = cleaned(between(v.message, "type '", "'."));
      if (type.starts_with("xs:")) type.erase(0, 3);
      return type.empty() ? say("不合规定", "is not allowed")
                          : say(fmt::format("不是 {} 类型", type), fmt::format("is not of type {}", type));
    }
  }
}

Wording of_text(const Violation& v) {
  return {{fmt::format("元素 {} 中不能直接有文字。", v.element),
           fmt::format("Element {} cannot hold text of its own.", v.element)},
          {"把文字放进 p 等元素里，或删去。", "Put the text into an element such as p, or delete it."}};
}

Wording of_inner_element(const Violation& v) {
  return {{fmt::format("元素 {} 只能有文字，不能有子元素。", v.element),
           fmt::format("Element {} can hold text only, no elements.", v.element)},
          {"删去子元素，留下文字。", "Take the elements out and leave the text."}};
}

Wording of_root(const Violation& v) {
  return {{fmt::format("根元素 {} 不是这种表所规定的。", v.element),
           fmt::format("The root element {} is not the form's.", v.element)},
          {"核对根元素的名称和命名空间。", "Check the root's name and namespace."}};
}

Wording of_key(const Violation& v) {
  const std::string key(between(v.message, "key-sequence [", "]"));
  return {{fmt::format("元素 {} 的标识 {} 与前面的重复，或没有对应者。", v.element, key),
           fmt::format("The key {} of element {} is there twice, or has no counterpart.", key, v.element)},
          {"改正标识，或删去重复的元素。", "Correct the key, or delete the repeated element."}};
}

Wording of_other(const Violation& v) {
  return {{fmt::format("{}不合表的规定。", subject(v).zh), fmt::format("{} breaks the form's schema.", subject(v).en)},
          {"对照表的说明改正。", "Correct it by the form's description."}};
}

bool is_value(int code) {
  return (code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && code <= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3) ||
         (code >= XML_SCHEMAV_CVC_LENGTH_VALID && code <= XML_SCHEMAV_CVC_ENUMERATION_VALID);
}

Wording wording_of(const Violation& v) {
  if (is_value(v.code)) return of_value(v);
  switch (v.code) {
    case XML_SCHEMAV_ELEMENT_CONTENT: return of_content(v);
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2: return of_attribute(v);
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3: return of_text(v);
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
    case XML_SCHEMAV_CVC_TYPE_3_1_2: return of_inner_element(v);
    case XML_SCHEMAV_CVC_ELT_1: return of_root(v);
    case XML_SCHEMAV_CVC_IDC: return of_key(v);
    default: return of_other(v);
  }
}

// The node at fault. libxml2 gives the element for an attribute, and the parent for a text that may not be there; only
// the message says which attribute.
Node node_of(const xmlError& error, const Tree& tree) {
  auto* raw = static_cast<xmlNode*>(error.node);
  if (raw == nullptr) return tree.root();
  const Node node = Access::node(raw->type == XML_TEXT_NODE ? raw->parent : raw);
  const std::string_view message = view_of(error.message);
  const std::string_view subject = message.substr(0, message.find("': "));
  const std::size_t begin = subject.find("', attribute '");
  if (begin != std::string_view::npos) {
    const std::string name = cleaned(subject.substr(begin + std::string_view("', attribute '").size()));
    for (const Node& attribute : node.attributes()) {
      if (attribute.name() == name) return attribute;
    }
  }
  if (error.code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1 || error.code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3) {
    for (const Node& child : node.children()) {
      if (child.is_text() && !is_blank(child.text())) return child;
    }
  }
  return node;
}

// One line of a value: the quotation is inside a sentence.
std::string quotable(const std::string& value) {
  std::string text;
  for (const char c : value) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) text += c;
    if (blank && !text.empty() && text.back() != ' ') text += ' ';
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return shortened(text, most_value);
}

Violation violation_of(const xmlError& error, const Node& node) {
  Violation v{error.code, view_of(error.message), {}, {}, {}, {}};
  const auto* element = Access::raw(node);
  if (!node.is_element()) element = element->parent;
  v.element = shortened(view_of(element->name));
  if (node.is_attribute()) v.attribute = shortened(node.name());
  if (is_value(v.code) || node.is_text()) v.value = quotable(node.text());
  const xmlNode* parent = element->parent;
  if (parent == nullptr || parent->type != XML_ELEMENT_NODE) return v;
  const auto uri = [](const xmlNode* n) { return n->ns == nullptr ? std::string_view() : view_of(n->ns->href); };
  if (uri(element) != uri(parent)) v.foreign = shortened(uri(element));
  return v;
}

}  // namespace

void add_violation(Findings& findings, const xmlError& error, const Tree& tree) {
  const Node node = node_of(error, tree);
  Place place = tree.place(node);
  const Violation v = violation_of(error, node);
  const bool by_type = v.code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && v.code <= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3;
  if (by_type && !findings.empty() && findings.back().place.xpath == place.xpath) return;
  Wording sentence = wording_of(v);
  const std::string own = shortened(cleaned(v.message), most_own);
  findings.push_back({.code = code::schema_invalid,
                      .place = std::move(place),
                      .message = {fmt::format("{}（libxml2：{}）", sentence.message.zh, own),
                                  fmt::format("{} (libxml2: {})", sentence.message.en, own)},
                      .hint = std::move(sentence.hint)});
}

}  // namespace banxin::xml
