#include <fmt/format.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <new>
#include <unordered_map>

#include "base/codes.h"
#include "xml/functions.h"
#include "xml/internal.h"
#include "xml/library.h"

namespace banxin::xml {
namespace {

using XPathContext = std::unique_ptr<xmlXPathContext, Releaser<xmlXPathFreeContext>>;
using Expression = std::unique_ptr<xmlXPathCompExpr, Releaser<xmlXPathFreeCompExpr>>;

// Steps of one evaluation: far more than a rule needs over the largest record, and done in seconds.
constexpr unsigned long most_steps = 50'000'000;
// Most bytes of a result: as much as a whole record. Variables that double one another would fill any memory.
constexpr std::size_t most_result = std::size_t{16} << 20U;

Diagnostic unusable(const std::string& expression, const std::string& reason) {
  return {.code = code::form_unusable,
          .place = {},
          .message = {fmt::format("XPath 表达式 {} 不能求值：{}。", expression, reason),
                      fmt::format("The XPath expression {} cannot be evaluated: {}.", expression, reason)},
          .hint = {"改正表格数据文件中的表达式。", "Correct the expression in the form's file."}};
}

}  // namespace

struct XPath::Impl {
  Tree tree;
  Functions functions;
  XPathContext context;
  std::unordered_map<std::string, Expression> compiled;
  std::string failure;  // the message of this program's function that failed

  Impl(const Tree& over, XPathEnvironment environment)
      : tree(over), functions(std::move(environment.functions)), context(xmlXPathNewContext(Access::raw(over))) {
    if (!context) throw std::bad_alloc();
    context->userData = this;
    for (const auto& [prefix, uri] : environment.namespaces) {
      xmlXPathRegisterNs(context.get(), to_xml(prefix), to_xml(uri));
    }
    for (const auto& [name, function] : functions) {
      xmlXPathRegisterFuncNS(context.get(), to_xml(name.second), to_xml(name.first), call);
    }
  }

  static void call(xmlXPathParserContext* parser, int arguments) {
    auto* self = static_cast<Impl*>(parser->context->userData);
    call_function(parser, arguments, self->functions, self->failure);
  }

  std::string reason(const ErrorScope& errors) {
    if (!failure.empty()) return std::exchange(failure, {});
    const std::string text = errors.text();
    return text.empty() ? "libxml2 gives no reason" : text;
  }
};

XPath::XPath(const Tree& tree, XPathEnvironment environment)
    : impl_(std::make_unique<Impl>(tree, std::move(environment))) {}
XPath::~XPath() = default;
XPath::XPath(XPath&&) noexcept = default;
XPath& XPath::operator=(XPath&&) noexcept = default;

void XPath::look_at(const Tree& tree) {
  impl_->context->doc = Access::raw(tree);
  impl_->context->node = nullptr;
  impl_->tree = tree;
}

void XPath::set_variable(const std::string& name, const Value& value) {
  xmlXPathRegisterVariable(impl_->context.get(), to_xml(name), to_object(value).release());
}

void XPath::unset_variable(const std::string& name) {
  xmlXPathRegisterVariable(impl_->context.get(), to_xml(name), nullptr);
}

Result<Value> XPath::evaluate(const std::string& expression, const Node& context) {
  const ErrorScope errors;
  xmlXPathContext& xpath = *impl_->context;
  auto found = impl_->compiled.find(expression);
  if (found == impl_->compiled.end()) {
    Expression compiled(xmlXPathCtxtCompile(&xpath, to_xml(expression)));
    if (!compiled) return unusable(expression, impl_->reason(errors));
    found = impl_->compiled.emplace(expression, std::move(compiled)).first;
  }
  xpath.node = Access::raw(context);
  xpath.opLimit = most_steps;
  xpath.opCount = 0;
  const XPathObject object(xmlXPathCompiledEval(found->second.get(), &xpath));
  if (!object) return unusable(expression, impl_->reason(errors));
  Value value = to_value(*object);
  if (const auto* text = std::get_if<std::string>(&value); text != nullptr && text->size() > most_result) {
    return unusable(expression, fmt::format("its result has more than {} bytes", most_result));
  }
  return value;
}

}  // namespace banxin::xml
