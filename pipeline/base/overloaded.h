#pragma once

namespace banxin {

// One function out of several, one for each alternative of a variant: std::visit(overloaded{...}, block). It has no
// catch-all, so an alternative that is new to the variant does not compile until it is handled.
template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;

}  // namespace banxin
