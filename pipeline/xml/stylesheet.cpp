#include <fmt/format.h>
#include <libxslt/documents.h>
#include <libxslt/extensions.h>
#include <libxslt/imports.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <mutex>
#include <new>
#include <vector>

#include "base/codes.h"
#include "xml/functions.h"
#include "xml/internal.h"
#include "xml/library.h"

namespace banxin::xml {
namespace {

using Compiled = std::unique_ptr<xsltStylesheet, Releaser<xsltFreeStylesheet>>;
using Transform = std::unique_ptr<xsltTransformContext, Releaser<xsltFreeTransformContext>>;

// Templates inside templates: deeper recursion is a mistake, and each level takes stack.
constexpr int most_template_depth = 1000;
// Steps of one run: far more than the largest record needs, and done in seconds.
constexpr unsigned long most_steps_of_run = 20'000'000;

Diagnostic stylesheet_finding(const std::string& path, int line, std::string zh, std::string en) {
  return {.code = code::form_unusable,
          .place = {path, line, {}},
          .message = {std::move(zh), std::move(en)},
          .hint = {"改正版式文件。", "Correct the stylesheet."}};
}

Findings faults_of_stylesheet(const std::string& path, const ErrorScope& errors, const FileScope& files) {
  Findings findings;
  for (const Bilingual& refusal : files.refusals()) {
    findings.push_back(
        stylesheet_finding(path, 0, fmt::format("版式文件所引用的文件不能读：{}。", refusal.zh),
                           fmt::format("A file that the stylesheet refers to cannot be read: {}.", refusal.en)));
  }
  for (const LibraryError& error : errors.errors()) {
    findings.push_back(stylesheet_finding(error.file.empty() ? path : error.file, error.line,
                                          fmt::format("版式文件有误（libxslt：{}）。", error.message),
                                          fmt::format("The stylesheet is wrong (libxslt: {}).", error.message)));
  }
  if (findings.empty()) {
    findings.push_back(stylesheet_finding(path, 0, "版式文件有误（libxslt 没有给出原因）。",
                                          "The stylesheet is wrong (libxslt gives no reason)."));
  }
  return findings;
}

// What the callbacks of one run need.
struct Run {
  const Functions* functions;
  std::string failure;
};

void call(xmlXPathParserContext* parser, int arguments) {
  xsltTransformContext* transform = xsltXPathGetTransformContext(parser);
  auto& run = *static_cast<Run*>(transform->_private);
  call_function(parser, arguments, *run.functions, run.failure);
  if (!run.failure.empty()) transform->state = XSLT_STATE_ERROR;
}

void add_text(void* context, const char* format, ...) {  // NOLINT(cert-dcl50-cpp): libxslt's signature
  constexpr std::size_t most_text = 4096;
  std::string buffer(most_text, '\0');
  va_list arguments;
  va_start(arguments, format);
  const int size = std::vsnprintf(buffer.data(), buffer.size(), format, arguments);
  va_end(arguments);
  buffer.resize(std::min(buffer.size() - 1, static_cast<std::size_t>(std::max(0, size))));
  static_cast<ErrorScope*>(context)->add_text(buffer);
}

bool strips_space(const xsltStylesheet* style) {
  for (; style != nullptr; style = xsltNextImport(const_cast<xsltStylesheetPtr>(style))) {  // NOLINT: it only reads
    if (style->stripSpaces != nullptr || style->stripAll != 0) return true;
  }
  return false;
}

}  // namespace

// What document() has read. The first run reads and parses a file of the form; later runs find it in their list of
// documents, marked as one that they do not own.
class ReadDocuments {
 public:
  void lend(xsltTransformContext& transform) const {
    const std::lock_guard lock(mutex_);
    for (const Document& document : documents_) {
      xsltDocument* const entry = xsltNewDocument(&transform, document.get());
      if (entry == nullptr) throw std::bad_alloc();
      entry->main = 1;
    }
  }
  void keep_new(xsltTransformContext& transform) {
    const std::lock_guard lock(mutex_);
    for (xsltDocument* entry = transform.docList; entry != nullptr; entry = entry->next) {
      if (entry->main != 0 || entry->doc == nullptr || entry->doc->URL == nullptr) continue;
      // Two first runs at once: one document is enough.
      const bool known = std::any_of(documents_.begin(), documents_.end(), [entry](const Document& document) {
        return xmlStrEqual(document->URL, entry->doc->URL) != 0;
      });
      if (known) continue;
      entry->main = 1;
      documents_.emplace_back(entry->doc);
    }
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Document> documents_;
};

struct Stylesheet::Impl {
  Impl(std::string path_, std::string folder_, std::string common_folder_, Compiled compiled_, bool strips_space_)
      : path(std::move(path_)),
        folder(std::move(folder_)),
        common_folder(std::move(common_folder_)),
        compiled(std::move(compiled_)),
        strips_space(strips_space_) {}

  std::string path;
  std::string folder, common_folder;
  Compiled compiled;
  bool strips_space;
  mutable ReadDocuments documents;
};

Result<Stylesheet> Stylesheet::load(const std::string& path, const std::string& common) {
  auto source = parse_form_file(path);
  if (!source) return source.take_findings();
  const FileScope files(folder_of(real_path(path)), common);
  ErrorScope errors;
  // The stylesheet takes over its document, and changes it.
  Document document(xmlCopyDoc(Access::raw(*source), 1));
  if (!document) throw std::bad_alloc();
  Compiled compiled(xsltParseStylesheetDoc(document.get()));
  if (compiled) static_cast<void>(document.release());
  if (!compiled || compiled->errors != 0 || !errors.errors().empty() || !files.refusals().empty()) {
    return faults_of_stylesheet(path, errors, files);
  }
  const bool strips = strips_space(compiled.get());
  Stylesheet stylesheet;
  stylesheet.impl_ =
      std::make_shared<const Impl>(path, files.folder(), files.common_folder(), std::move(compiled), strips);
  return stylesheet;
}

Result<Tree> Stylesheet::apply(const Tree& tree, const Functions& functions) const {
  const FileScope files(impl_->folder, impl_->common_folder);
  ErrorScope errors;
  Document copy;
  if (impl_->strips_space) {
    copy.reset(xmlCopyDoc(Access::raw(tree), 1));
    if (!copy) throw std::bad_alloc();
    copy_marks(Access::raw(tree), copy.get());
  }
  xmlDoc* input = copy ? copy.get() : Access::raw(tree);
  const Transform transform(xsltNewTransformContext(impl_->compiled.get(), input));
  if (!transform) throw std::bad_alloc();
  Run run{&functions, {}};
  transform->_private = &run;
  impl_->documents.lend(*transform);
  transform->maxTemplateDepth = most_template_depth;
  transform->opLimit = most_steps_of_run;
  transform->xpathCtxt->opLimit = most_steps_of_run;
  xsltSetTransformErrorFunc(transform.get(), &errors, add_text);
  for (const auto& [name, function] : functions) {
    xsltRegisterExtFunction(transform.get(), to_xml(name.second), to_xml(name.first), call);
  }
  Document result(xsltApplyStylesheetUser(impl_->compiled.get(), input, nullptr, nullptr, nullptr, transform.get()));
  if (!run.failure.empty()) {
    return stylesheet_finding(impl_->path, 0, fmt::format("版式文件中的函数 {}。", run.failure),
                              fmt::format("A function in the stylesheet failed: {}.", run.failure));
  }
  if (!result || transform->state != XSLT_STATE_OK || !files.refusals().empty()) {
    return faults_of_stylesheet(impl_->path, errors, files);
  }
  impl_->documents.keep_new(*transform);
  mark_positions(result.get());
  Findings notes;
  for (const LibraryError& said : errors.errors()) {
    notes.push_back(
        {.code = code::form_message,
         .severity = Severity::note,
         .place = {impl_->path, 0, {}},
         .message = {fmt::format("版式文件说：{}", said.message), fmt::format("The stylesheet says: {}", said.message)},
         .hint = {}});
  }
  return {Access::tree(std::move(result), impl_->path, "UTF-8"), std::move(notes)};
}

}  // namespace banxin::xml
