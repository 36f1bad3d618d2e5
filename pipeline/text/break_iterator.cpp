#include "text/break_iterator.h"

#include <fmt/format.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <utility>

#include "base/codes.h"

namespace banxin::text {
namespace {

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using IteratorPointer = std::unique_ptr<UBreakIterator, CloseIterator>;

// A view of UTF-8 for ICU; its buffers are kept from text to text.
class Utf8View {
 public:
  Utf8View() = default;
  ~Utf8View() { utext_close(&view_); }
  Utf8View(const Utf8View&) = delete;
  Utf8View& operator=(const Utf8View&) = delete;
  Utf8View(Utf8View&&) = delete;
  Utf8View& operator=(Utf8View&&) = delete;

  UText* of(std::string_view text, UErrorCode& status) {
    return utext_openUTF8(&view_, text.data(), static_cast<std::int64_t>(text.size()), &status);
  }

 private:
  UText view_ = UTEXT_INITIALIZER;  // NOLINT: ICU's macro
};

IteratorPointer open_iterator(UBreakIteratorType type, UErrorCode& status) {
  // The zh rules give “ ” the classes of brackets; under others no line could end beside them.
  return IteratorPointer(ubrk_open(type, "zh@lb=strict", nullptr, 0, &status));
}

}  // namespace

struct BreakIterator::Impl {
  IteratorPointer lines;
  IteratorPointer words;  // opened when first needed
  Utf8View view;

  void run(UBreakIterator* iterator, std::string_view text, std::vector<Boundary>& out) {
    out.clear();
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setUText(iterator, view.of(text, status), &status);
    if (U_FAILURE(status)) return;
    for (std::int32_t place = ubrk_next(iterator); place != UBRK_DONE; place = ubrk_next(iterator)) {
      const std::int32_t rule = ubrk_getRuleStatus(iterator);
      out.push_back({static_cast<std::uint32_t>(place), rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT});
    }
  }
};

BreakIterator::BreakIterator(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BreakIterator::~BreakIterator() = default;
BreakIterator::BreakIterator(BreakIterator&&) noexcept = default;
BreakIterator& BreakIterator::operator=(BreakIterator&&) noexcept = default;

Result<BreakIterator> BreakIterator::open() {
  auto impl = std::make_unique<Impl>();
  UErrorCode status = U_ZERO_ERROR;
  impl->lines = open_iterator(UBRK_LINE, status);
  if (U_SUCCESS(status)) return BreakIterator(std::move(impl));
  Diagnostic error;
  error.code = code::internal_error;
  error.message = {fmt::format("ICU 没有断行数据：{}。", u_errorName(status)),
                   fmt::format("ICU has no line breaking data: {}.", u_errorName(status))};
  return error;
}

void BreakIterator::lines(std::string_view text, std::vector<Boundary>& out) {
  impl_->run(impl_->lines.get(), text, out);
}

void BreakIterator::words(std::string_view text, std::vector<Boundary>& out) {
  UErrorCode status = U_ZERO_ERROR;
  if (!impl_->words) impl_->words = open_iterator(UBRK_WORD, status);
  if (U_FAILURE(status)) {
    out.clear();
    return;
  }
  impl_->run(impl_->words.get(), text, out);
}

}  // namespace banxin::text
