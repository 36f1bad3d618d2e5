#include <gtest/gtest.h>

#include <string>

#include "base/file.h"
#include "compose/compose.h"
#include "record/record.h"
#include "support/golden.h"
#include "validate/validate.h"

namespace banxin {
namespace {

TEST(Samples, TheRealReportAsBlocks) {
  xml::initialise();
  const std::string name = "ruian-commerce-bureau-2018";
  const auto forms = record::list_forms({BANXIN_SOURCE_DIR "/layouts"});
  ASSERT_TRUE(forms);
  auto bytes = read_file(BANXIN_SOURCE_DIR "/samples/" + name + ".xml", 1 << 20);
  ASSERT_TRUE(bytes);
  auto record = record::read(*bytes, name + ".xml", *forms);
  ASSERT_TRUE(record);
  const Form form = record->form();
  const auto checker = validate::Checker::load(form);
  ASSERT_TRUE(checker);
  const auto valid = checker->check(*std::move(record));
  ASSERT_TRUE(valid);
  const auto composer = compose::Composer::load(form);
  ASSERT_TRUE(composer);
  const auto document = composer->compose(*valid);
  ASSERT_TRUE(document) << document.findings().front().message.en;
  test::expect_golden(compose::dump(*document), "compose/" + name + ".txt");
}

}  // namespace
}  // namespace banxin
