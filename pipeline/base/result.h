#pragma once

#include <cassert>
#include <optional>
#include <utility>

#include "base/diagnostic.h"

namespace banxin {

// What a room gives: a value with the findings made on the way (warnings, notes), or no value and at least one error.
// Beside a value the findings are below error, but for a draft's (validate::Admit); without a value one is an error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value, Findings findings = {})  // NOLINT(google-explicit-constructor): a value is a result
      : value_(std::move(value)), findings_(std::move(findings)) {}
  Result(Findings findings) : findings_(std::move(findings)) {  // NOLINT(google-explicit-constructor)
    assert(has_errors(findings_));
  }
  Result(Diagnostic error) : Result(Findings{std::move(error)}) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return value_.has_value(); }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

  const Findings& findings() const { return findings_; }
  // Gives the findings away: for handing them on as the caller's own.
  Findings take_findings() { return std::exchange(findings_, {}); }

 private:
  std::optional<T> value_;
  Findings findings_;
};

}  // namespace banxin
