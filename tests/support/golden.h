#pragma once

#include <string>

namespace banxin::test {

// Compares `actual` with the file tests/<path>; on a difference the test fails and shows each differing line of both.
// With BANXIN_UPDATE=1 in the environment the file is rewritten instead (scripts/test --update does so and shows git's
// diff).
void expect_golden(const std::string& actual, const std::string& path);

}  // namespace banxin::test
