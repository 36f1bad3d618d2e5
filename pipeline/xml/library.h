#pragma once

#include <libxml/xmlerror.h>

#include <string>
#include <vector>

#include "base/diagnostic.h"

// libxml2 and libxslt report errors and open files through functions that are set once for the whole process or thread.
// These scopes say on whose behalf they work at the moment. They nest; each thread has its own.
namespace banxin::xml {

// While it lives, the library may open files in `folder`, in the folder `common` beside it, and below these, read as
// they are: never compressed, never with a DOCTYPE. Without such a scope it may open no file. A link that leads out of
// the two is refused.
class FileScope {
 public:
  // `common`: another folder that takes the place of the common one; empty: none does.
  explicit FileScope(const std::string& folder, const std::string& common);
  ~FileScope();
  FileScope(const FileScope&) = delete;
  FileScope& operator=(const FileScope&) = delete;

  const std::string& folder() const { return folder_; }
  const std::string& common_folder() const { return common_folder_; }
  // The real path of what a file in `folder` calls by this path.
  std::string resolved(const std::string& path) const;
  void refuse(Bilingual reason) { refusals_.push_back(std::move(reason)); }
  // Why files were refused.
  const std::vector<Bilingual>& refusals() const { return refusals_; }

 private:
  std::string folder_;  // real path
  std::string common_folder_;
  std::vector<Bilingual> refusals_;
  FileScope* outer_;
};

struct LibraryError {
  int code = 0;
  std::string file;
  int line = 0;
  std::string message;  // one line
};

// While it lives, it collects what the libraries report on this thread, at most 50 errors.
class ErrorScope {
 public:
  ErrorScope();
  ~ErrorScope();
  ErrorScope(const ErrorScope&) = delete;
  ErrorScope& operator=(const ErrorScope&) = delete;

  void add(const xmlError& error);
  // libxslt reports in pieces of text that end with a line feed.
  void add_text(const std::string& piece);
  const std::vector<LibraryError>& errors() const { return errors_; }
  // All messages, one after another.
  std::string text() const;

 private:
  void push(LibraryError error);

  std::vector<LibraryError> errors_;
  std::string piece_;
  ErrorScope* outer_;
  xmlStructuredErrorFunc outer_handler_;
  void* outer_context_;
};

// The path without links and dots; the path itself when there is no such file.
std::string real_path(const std::string& path);
// The folder that a file is in.
std::string folder_of(const std::string& path);

}  // namespace banxin::xml
