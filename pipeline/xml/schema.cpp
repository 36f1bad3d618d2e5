#include <fmt/format.h>
#include <libxml/xmlschemas.h>

#include <new>

#include "base/codes.h"
#include "xml/internal.h"
#include "xml/library.h"
#include "xml/violation.h"

namespace banxin::xml {
namespace {

using SchemaPointer = std::unique_ptr<xmlSchema, Releaser<xmlSchemaFree>>;
using SchemaParser = std::unique_ptr<xmlSchemaParserCtxt, Releaser<xmlSchemaFreeParserCtxt>>;
using SchemaValidator = std::unique_ptr<xmlSchemaValidCtxt, Releaser<xmlSchemaFreeValidCtxt>>;

// The libraries name files by URL, and included files by their own URLs.
Diagnostic unusable(const std::string& path, const LibraryError& error) {
  return {.code = code::form_unusable,
          .place = {error.file.empty() ? path : error.file, error.line, {}},
          .message = {fmt::format("表格的 XML Schema 有误（libxml2：{}）。", error.message),
                      fmt::format("The form's XML Schema is wrong (libxml2: {}).", error.message)},
          .hint = {"改正该文件。", "Correct the file."}};
}

Findings faults_of_schema(const std::string& path, const ErrorScope& errors, const FileScope& files) {
  Findings findings;
  for (const Bilingual& refusal : files.refusals()) {
    findings.push_back(
        {.code = code::form_unusable,
         .place = {path, 0, {}},
         .message = {fmt::format("XML Schema 所引用的文件不能读：{}。", refusal.zh),
                     fmt::format("A file that the XML Schema refers to cannot be read: {}.", refusal.en)},
         .hint = {"把它放在表格自己的文件夹内，或旁边的 common 内。",
                  "Put it into the form's own folder, or into `common` beside it."}});
  }
  for (const LibraryError& error : errors.errors()) findings.push_back(unusable(path, error));
  if (findings.empty()) findings.push_back(unusable(path, {0, {}, 0, "no reason given"}));
  return findings;
}

// What a validation reports, taken down as it comes: the error's node is alive only then.
struct Collector {
  const Tree* tree;
  Violations violations;
};

// For an invalid value libxml2 also reports that it cannot be a key.
bool is_noise(const xmlError& error) {
  return error.level < XML_ERR_ERROR || view_of(error.message).find("No precomputed value") != std::string_view::npos;
}

void collect_violation(void* context, ErrorPointer error) {
  auto& [tree, violations] = *static_cast<Collector*>(context);
  if (error == nullptr || is_noise(*error)) return;
  if (violations.held.size() < Findings::most_in_full) {
    add_violation(violations.held, *error, *tree);
  } else {
    ++violations.more;
  }
}

}  // namespace

struct Schema::Impl {
  Tree source;  // the compiled schema points into it
  SchemaPointer compiled;
};

Result<Schema> Schema::load(const std::string& path, const std::string& common) {
  auto source = parse_form_file(path);
  if (!source) return source.take_findings();
  const FileScope files(folder_of(real_path(path)), common);
  const ErrorScope errors;
  const SchemaParser parser(xmlSchemaNewDocParserCtxt(Access::raw(*source)));
  if (!parser) throw std::bad_alloc();
  SchemaPointer compiled(xmlSchemaParse(parser.get()));
  if (!compiled || !errors.errors().empty()) return faults_of_schema(path, errors, files);
  Schema schema;
  schema.impl_ = std::make_shared<const Impl>(Impl{*std::move(source), std::move(compiled)});
  return schema;
}

Result<Violations> Schema::validate(const Tree& tree) const {
  const ErrorScope errors;
  const SchemaValidator validator(xmlSchemaNewValidCtxt(impl_->compiled.get()));
  if (!validator) throw std::bad_alloc();
  Collector collector{&tree, {}};
  xmlSchemaSetValidStructuredErrors(validator.get(), collect_violation, &collector);
  const int result = xmlSchemaValidateDoc(validator.get(), Access::raw(tree));
  if (result != 0 && collector.violations.held.empty()) {
    return Diagnostic{.code = code::internal_error,
                      .place = {tree.file(), 0, {}},
                      .message = {fmt::format("XML Schema 校验没有完成（libxml2 状态 {}）。", result),
                                  fmt::format("Schema validation did not finish (libxml2 gives {}).", result)},
                      .hint = {"请报告给维护者。", "Report it to the maintainers."}};
  }
  return std::move(collector.violations);
}

}  // namespace banxin::xml
