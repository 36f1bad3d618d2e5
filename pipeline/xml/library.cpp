#include "xml/library.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <libxslt/security.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <utility>

#include "base/file.h"
#include "xml/internal.h"

namespace banxin::xml {
namespace {

// The callbacks below cannot be given a parameter; only these can tell them on whose behalf they work.
thread_local FileScope* current_files = nullptr;    // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
thread_local ErrorScope* current_errors = nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

constexpr std::size_t most_errors = 50;
constexpr std::uint64_t most_file_bytes = 16U << 20U;

void collect(void*, ErrorPointer error) {
  if (current_errors != nullptr && error != nullptr && error->level >= XML_ERR_ERROR) current_errors->add(*error);
}

void discard(void*, const char*, ...) {}  // NOLINT(cert-dcl50-cpp): libxml2's signature

void collect_text(void*, const char* format, ...) {  // NOLINT(cert-dcl50-cpp): libxslt's signature
  if (current_errors == nullptr) return;
  std::array<char, 2048> buffer{};
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(buffer.data(), buffer.size(), format, arguments);
  va_end(arguments);
  current_errors->add_text(buffer.data());
}

// A path out of what the libraries give: a path as it is, an escaped one, or a URL of a file. Anything else gives an
// empty path.
std::string path_of(std::string url) {
  constexpr std::string_view scheme = "file://";
  if (url.starts_with(scheme)) {
    url.erase(0, scheme.size());
    if (url.starts_with("localhost/")) url.erase(0, std::strlen("localhost"));
    if (!url.starts_with('/')) return {};
  } else if (const std::size_t colon = url.find(':'); colon != std::string::npos && url.find('/') > colon) {
    return {};
  } else if (::access(url.c_str(), F_OK) == 0) {
    return url;
  }
  const XmlString path(reinterpret_cast<xmlChar*>(  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
      xmlURIUnescapeString(url.c_str(), 0, nullptr)));
  return std::string(view_of(path.get()));
}

void refuse_doctype(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  if (current_files != nullptr) {
    current_files->refuse({"包含的文件有 DOCTYPE 声明", "an included file has a DOCTYPE"});
  }
  auto* parser = static_cast<xmlParserCtxtPtr>(context);
  parser->instate = XML_PARSER_EOF;
  parser->disableSAX = 1;
  parser->wellFormed = 0;
}

bool is_below(const std::string& path, const std::string& folder) {
  return path.size() > folder.size() && path.starts_with(folder) && (folder == "/" || path[folder.size()] == '/');
}

// The process's loader of external entities. Fails closed: without a scope, outside of its folders, or for anything but
// a file, nothing is opened.
xmlParserInputPtr load(const char* url, const char*, xmlParserCtxtPtr parser) {
  if (current_files == nullptr || url == nullptr || parser == nullptr) return nullptr;
  const std::string path = current_files->resolved(path_of(url));
  if (!is_below(path, current_files->folder()) && !is_below(path, current_files->common_folder())) {
    current_files->refuse({fmt::format("“{}”不在表格自己的文件夹和各表共用的 common 之内", url),
                           fmt::format("\"{}\" is neither in the form's own folder nor in the common one", url)});
    return nullptr;
  }
  const auto bytes = read_file(path, most_file_bytes);
  if (!bytes) {
    for (const Diagnostic& d : bytes.findings()) {
      current_files->refuse({fmt::format("“{}”：{}", url, d.message.zh), fmt::format("\"{}\": {}", url, d.message.en)});
    }
    return nullptr;
  }
  xmlParserInputBufferPtr buffer =
      xmlParserInputBufferCreateMem(bytes->data(), static_cast<int>(bytes->size()), XML_CHAR_ENCODING_NONE);
  if (buffer == nullptr) return nullptr;
  xmlParserInputPtr input = xmlNewIOInputStream(parser, buffer, XML_CHAR_ENCODING_NONE);
  if (input == nullptr) {
    xmlFreeParserInputBuffer(buffer);
    return nullptr;
  }
  const XmlString name(xmlPathToURI(to_xml(path)));
  input->filename = xmlMemStrdup(to_chars(name.get()));
  if (parser->sax != nullptr) parser->sax->internalSubset = refuse_doctype;
  return input;
}

void forbid_what_changes_things() {
  xsltSecurityPrefs* preferences = xsltNewSecurityPrefs();
  for (const xsltSecurityOption option : {XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
                                          XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK}) {
    xsltSetSecurityPrefs(preferences, option, xsltSecurityForbid);
  }
  xsltSetDefaultSecurityPrefs(preferences);  // takes them over, for the whole process
}

std::string one_line(std::string text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

void initialise() {
  static std::once_flag done;
  std::call_once(done, [] {
    xmlInitParser();
    xsltInit();
    xmlSetExternalEntityLoader(load);
    // Both the values that new threads start with and those of this one.
    xmlThrDefSetGenericErrorFunc(nullptr, discard);
    xmlThrDefSetStructuredErrorFunc(nullptr, collect);
    xmlSetGenericErrorFunc(nullptr, discard);
    xmlSetStructuredErrorFunc(nullptr, collect);
    xsltSetGenericErrorFunc(nullptr, collect_text);
    xsltSetGenericDebugFunc(nullptr, discard);
    forbid_what_changes_things();
  });
}

FileScope::FileScope(const std::string& folder, const std::string& common)
    : folder_(real_path(folder)),
      common_folder_(common.empty() ? folder_of(folder_) + "/common" : real_path(common)),
      outer_(std::exchange(current_files, this)) {}

std::string FileScope::resolved(const std::string& path) const {
  const std::string beside = folder_of(folder_) + "/common";
  const std::string normal = std::filesystem::path(path).lexically_normal().string();
  return real_path(is_below(normal, beside) ? common_folder_ + normal.substr(beside.size()) : path);
}

FileScope::~FileScope() {
  current_files = outer_;
}

ErrorScope::ErrorScope()
    : outer_(std::exchange(current_errors, this)),
      outer_handler_(xmlStructuredError),
      outer_context_(xmlStructuredErrorContext) {
  xmlSetStructuredErrorFunc(nullptr, collect);
}

ErrorScope::~ErrorScope() {
  current_errors = outer_;
  xmlSetStructuredErrorFunc(outer_context_, outer_handler_);
  xmlResetLastError();
}

void ErrorScope::push(LibraryError error) {
  if (errors_.size() < most_errors) errors_.push_back(std::move(error));
}

void ErrorScope::add(const xmlError& error) {
  push({error.code, path_of(std::string(view_of(error.file))), error.line,
        one_line(std::string(view_of(error.message)))});
}

void ErrorScope::add_text(const std::string& piece) {
  piece_ += piece;
  for (std::size_t end = piece_.find('\n'); end != std::string::npos; end = piece_.find('\n')) {
    const std::string line = one_line(piece_.substr(0, end));
    piece_.erase(0, end + 1);
    if (!line.empty()) push({0, {}, 0, line});
  }
}

std::string ErrorScope::text() const {
  std::string all;
  for (const LibraryError& error : errors_) all += (all.empty() ? "" : "; ") + error.message;
  return all;
}

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, Releaser<std::free>> real(::realpath(path.c_str(), nullptr));
  return real ? std::string(real.get()) : path;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace banxin::xml
