#include <utility>

#include "pdf/object_reader.h"
#include "pdf/pdf.h"

namespace banxin::pdf {
namespace {

Diagnostic diagnostic(const char* code, const std::string& file, Bilingual message, Bilingual hint) {
  return {.code = code,
          .severity = Severity::error,
          .place = {.file = file, .line = 0, .xpath = {}},
          .message = std::move(message),
          .hint = std::move(hint)};
}

Diagnostic explain(const SourceAttachment& attachment, const std::string& file) {
  const std::string reason = attachment.reason.empty() ? "" : " (" + attachment.reason + ")";
  switch (attachment.failure) {
    case ReadFailure::no_attachment:
      return diagnostic(
          "pdf-no-source", file, {"这个 PDF 没有附带记录", "this PDF carries no record"},
          {"只有本程序写出的报告才附带记录；请确认给对了文件",
           "only reports written by this program carry their record: make sure that this is the right file"});
    case ReadFailure::damaged_attachment:
      return diagnostic("pdf-unreadable", file,
                        {"附带的记录已损坏：长度或校验和不符",
                         "the record inside is damaged: its length or check sum does not agree"},
                        {"请取一份完好的文件", "get an undamaged copy of the file"});
    case ReadFailure::encrypted:
      return diagnostic("pdf-unreadable", file, {"这个 PDF 加了密", "this PDF is encrypted"},
                        {"请取未加密的文件", "get the file without encryption"});
    case ReadFailure::unreadable: break;
  }
  return diagnostic("pdf-unreadable", file,
                    {"文件不是 PDF，或已损坏" + reason, "the file is not a PDF, or is damaged" + reason},
                    {"请确认给对了文件，且传输完整", "make sure that this is the right file, and whole"});
}

}  // namespace

Result<std::string> extract_source(std::string_view pdf, const std::string& file) {
  SourceAttachment attachment = read_source(pdf);
  if (!attachment.found) return explain(attachment, file);
  return std::move(attachment.bytes);
}

}  // namespace banxin::pdf
