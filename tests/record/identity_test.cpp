#include "record/identity.h"

#include <gtest/gtest.h>

#include "support.h"

namespace banxin::test {
namespace {

constexpr const char* plain = "云岭市林业局（本级）";

TEST(Identity, D_12_names_that_look_alike_have_one_key) {
  for (const char* name :
       {"云岭市 林业局（本级）", "云岭市　林业局（本级）", "云岭市\u00A0林业局（本级）", "云岭市\n  林业局（本级）",
        "云岭市\u200B林业局（本级）", "云岭市\u2060林业局\uFEFF（本级）", "云岭市林业局(本级)", "云岭市林业局﹙本级﹚",
        " 云岭市林业局（本级） ", "云岭市林⽊局（本级）"}) {
    const bool radical = std::string_view(name).find("⽊") != std::string_view::npos;
    EXPECT_EQ(record::name_key(name), radical ? "云岭市林木局（本级）" : plain) << name;
  }
  EXPECT_EQ(record::name_key("第Ａ１２中学"), "第A12中学");
  EXPECT_EQ(record::name_key("AB  CD\u3000公司"), "AB CD公司");
}

TEST(Identity, D_12_names_that_a_reader_tells_apart_have_two) {
  EXPECT_NE(record::name_key("云岭市林业局"), record::name_key("云岭县林业局"));
  EXPECT_NE(record::name_key("云岭市林业局（本级）"), record::name_key("云岭市林业局本级"));
  EXPECT_NE(record::name_key("ABCD公司"), record::name_key("AB CD公司"));
  EXPECT_NE(record::name_key("Abc公司"), record::name_key("ABC公司"));
}

TEST(Identity, D_12_a_plain_name_is_its_own_key) {
  for (const char* name : {plain, "瑞安市商务局", "第A12中学", "云岭市〔2018〕办公室", "𠅤县人民政府", ""}) {
    EXPECT_EQ(record::name_key(name), name);
  }
}

TEST(Identity, IsReadFromTheRecord) {
  const auto record = read(record_with("<bureau>\n  瑞安市商务局\n</bureau><title>瑞安市\n商务局报告</title>"));
  ASSERT_TRUE(record) << listing(record.findings());
  const Identity& who = record->identity();
  EXPECT_EQ(who.bureau, "瑞安市商务局");
  EXPECT_EQ(who.title, "瑞安市商务局报告");
  EXPECT_EQ(who.form, "disclosure-2018");
  EXPECT_EQ(who.year_number(), 2018);
  EXPECT_EQ(codes(record.findings()), "");
}

TEST(Identity, YearsAreFourDigits) {
  for (const char* year : {"", "18", "20180", "2o18", "-201"}) {
    Identity who;
    who.year = year;
    EXPECT_EQ(who.year_number(), 0) << year;
  }
}

TEST(Identity, D_12_a_blank_inside_a_name_is_named) {
  const auto codes_of = [](const std::string& name) {
    return codes(read(record_with("<bureau>" + name + "</bureau><title>报告</title>")).findings());
  };
  EXPECT_EQ(codes_of("云岭市 林业局"), "record-name-blank");
  EXPECT_EQ(codes_of("云岭市　林业局"), "record-name-blank");
  EXPECT_EQ(codes_of("AB CD"), "");
  EXPECT_EQ(codes_of("云岭市\n   林业局"), "") << "a file written for the eye";
  const auto record = read(record_with("<bureau>云岭市　林业局</bureau><title>报告</title>"));
  ASSERT_TRUE(record);
  EXPECT_NE(listing(record.findings()).find("U+3000"), std::string::npos);
  EXPECT_EQ(record->identity().bureau, "云岭市　林业局") << "printed as it was written";
}

}  // namespace
}  // namespace banxin::test
