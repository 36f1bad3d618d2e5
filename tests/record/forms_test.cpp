#include <gtest/gtest.h>

#include <string>

#include "record/form.h"
#include "support.h"
#include "support/temporary_folder.h"

namespace banxin::test {
namespace {

class FormsTest : public testing::Test {
 protected:
  static std::string form_xml(const std::string& attributes) {
    return "<form xmlns='urn:banxin:form:1' " + attributes +
           ">\n<name xml:lang='zh'>年度报告</name><name xml:lang='en'>Annual report</name></form>";
  }
  std::string faults(const std::string& text) const {
    folder_.write("a/form.xml", text);
    const auto forms = record::list_forms({folder_.path()});
    // It stands in nobody's way, and is listed with what is wrong.
    EXPECT_TRUE(forms);
    EXPECT_EQ(forms->front().id, "a");
    for (const Diagnostic& d : forms->front().faults) {
      EXPECT_EQ(d.code, "form-unusable");
      EXPECT_EQ(d.place.file, folder_.path("a/form.xml"));
    }
    return listing(forms->front().faults);
  }

  TemporaryFolder folder_;
};

constexpr const char* sound_form = "id='a' first-year='2014' last-year='2018' page-style='gbt9704'";

TEST_F(FormsTest, ReadsFormsInTheOrderOfTheirIds) {
  folder_.write("one/b-2021/form.xml", form_xml("id='b-2021' first-year='2021' page-style='gbt9704'"));
  folder_.write("one/a/form.xml", form_xml(sound_form));
  folder_.write("one/gbt9704/style.xml", "<style/>");
  folder_.write("one/document.xsd", "");
  const auto forms = record::list_forms({folder_.path("one")});
  ASSERT_TRUE(forms) << listing(forms.findings());
  ASSERT_EQ(forms->size(), 2U);
  const Form& a = (*forms)[0];
  EXPECT_EQ(a.id, "a");
  EXPECT_EQ(a.folder, folder_.path("one/a"));
  EXPECT_EQ(a.name.zh, "年度报告");
  EXPECT_EQ(a.name.en, "Annual report");
  EXPECT_EQ(a.first_year, 2014);
  EXPECT_EQ(a.last_year, 2018);
  EXPECT_EQ(a.page_style, "gbt9704");
  EXPECT_EQ((*forms)[1].last_year, 9999) << "still in force";
}

TEST_F(FormsTest, OfTwoWithOneIdTheFirstFolderWins) {
  folder_.write("one/a/form.xml", form_xml(sound_form));
  folder_.write("two/a/form.xml", form_xml("id='a' first-year='2000' last-year='2001' page-style='x'"));
  const auto forms = record::list_forms({folder_.path("two"), folder_.path("one"), folder_.path("absent")});
  ASSERT_TRUE(forms) << listing(forms.findings());
  ASSERT_EQ(forms->size(), 1U);
  EXPECT_EQ((*forms)[0].first_year, 2000);
}

TEST_F(FormsTest, FoldersThatAreNotThereHoldNone) {
  const auto forms = record::list_forms({folder_.path("absent")});
  ASSERT_TRUE(forms);
  EXPECT_TRUE(forms->empty());
  EXPECT_TRUE(record::list_forms({})->empty());
}

TEST_F(FormsTest, ATrailingSlashChangesNothing) {
  folder_.write("one/a/form.xml", form_xml(sound_form));
  const auto forms = record::list_forms({folder_.path("one/")});
  ASSERT_TRUE(forms) << listing(forms.findings());
  EXPECT_EQ((*forms)[0].id, "a");
}

TEST_F(FormsTest, SaysWhatIsWrongWithAForm) {
  EXPECT_NE(faults("<form"), "");
  EXPECT_NE(faults("<form/>").find("urn:banxin:form:1"), std::string::npos);
  EXPECT_NE(faults(form_xml("id='b' first-year='2014' page-style='x'")).find("“b”"), std::string::npos);
  EXPECT_NE(faults(form_xml("id='a' first-year='十四' page-style='x'")).find("“十四”"), std::string::npos);
  EXPECT_NE(faults(form_xml("id='a' first-year='2019' last-year='2018' page-style='x'")).find("first-year"),
            std::string::npos);
  EXPECT_NE(
      faults("<form xmlns='urn:banxin:form:1' " + std::string(sound_form) + "><name>x</name></form>").find("xml:lang"),
      std::string::npos);
  const std::string all = faults(form_xml("id=''"));
  for (const char* name : {"id", "first-year", "page-style"}) EXPECT_NE(all.find(name), std::string::npos) << all;
}

}  // namespace
}  // namespace banxin::test
