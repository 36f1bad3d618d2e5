#pragma once

#include <string>
#include <utility>

#include "base/codes.h"
#include "import/draft.h"

namespace banxin::import {

// What the parts of the recogniser say: values, questions and notes, in the draft that becomes of it.
class Report {
 public:
  explicit Report(Draft& draft) : draft_(draft) {}

  // An open question, at a place of a source.
  void ask(const char* code, const Spot& spot, Bilingual message, Bilingual hint, const std::string& part = {}) {
    add(Severity::warning, code, spot, std::move(message), std::move(hint), part);
  }
  void note(const char* code, const Spot& spot, Bilingual message, Bilingual hint) {
    add(Severity::note, code, spot, std::move(message), std::move(hint), {});
  }
  void value(Value value) { draft_.values.push_back(std::move(value)); }
  void unused(Leftover leftover) { draft_.unused.push_back(std::move(leftover)); }
  Draft& draft() { return draft_; }

 private:
  void add(Severity severity, const char* code, const Spot& spot, Bilingual message, Bilingual hint,
           const std::string& part);

  Draft& draft_;
};

}  // namespace banxin::import
