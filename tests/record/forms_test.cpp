#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "record/form.h"
#include "support.h"

namespace banxin::test {
namespace {

class FormsTest : public testing::Test {
 protected:
  FormsTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "banxin-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~FormsTest() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  FormsTest(const FormsTest&) = delete;
  FormsTest& operator=(const FormsTest&) = delete;

  void write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  static std::string form_xml(const std::string& attributes) {
    return "<form xmlns='urn:banxin:form:1' " + attributes +
           ">\n<name xml:lang='zh'>年度报告</name><name xml:lang='en'>Annual report</name></form>";
  }
  std::string faults(const std::string& text) const {
    write("a/form.xml", text);
    const auto forms = record::list_forms({folder_});
    EXPECT_FALSE(forms);
    for (const Diagnostic& d : forms.findings()) {
      EXPECT_EQ(d.code, "form-unusable");
      EXPECT_EQ(d.place.file, folder_ + "/a/form.xml");
    }
    return listing(forms.findings());
  }

  std::string folder_;
};

constexpr const char* sound_form = "id='a' first-year='2014' last-year='2018' page-style='gbt9704'";

TEST_F(FormsTest, ReadsFormsInTheOrderOfTheirIds) {
  write("one/b-2021/form.xml", form_xml("id='b-2021' first-year='2021' page-style='gbt9704'"));
  write("one/a/form.xml", form_xml(sound_form));
  write("one/gbt9704/style.xml", "<style/>");
  write("one/document.xsd", "");
  const auto forms = record::list_forms({folder_ + "/one"});
  ASSERT_TRUE(forms) << listing(forms.findings());
  ASSERT_EQ(forms->size(), 2U);
  const Form& a = (*forms)[0];
  EXPECT_EQ(a.id, "a");
  EXPECT_EQ(a.folder, folder_ + "/one/a");
  EXPECT_EQ(a.name.zh, "年度报告");
  EXPECT_EQ(a.name.en, "Annual report");
  EXPECT_EQ(a.first_year, 2014);
  EXPECT_EQ(a.last_year, 2018);
  EXPECT_EQ(a.page_style, "gbt9704");
  EXPECT_EQ((*forms)[1].last_year, 9999) << "still in force";
}

TEST_F(FormsTest, OfTwoWithOneIdTheFirstFolderWins) {
  write("one/a/form.xml", form_xml(sound_form));
  write("two/a/form.xml", form_xml("id='a' first-year='2000' last-year='2001' page-style='x'"));
  const auto forms = record::list_forms({folder_ + "/two", folder_ + "/one", folder_ + "/absent"});
  ASSERT_TRUE(forms) << listing(forms.findings());
  ASSERT_EQ(forms->size(), 1U);
  EXPECT_EQ((*forms)[0].first_year, 2000);
}

TEST_F(FormsTest, FoldersThatAreNotThereHoldNone) {
  const auto forms = record::list_forms({folder_ + "/absent"});
  ASSERT_TRUE(forms);
  EXPECT_TRUE(forms->empty());
  EXPECT_TRUE(record::list_forms({})->empty());
}

TEST_F(FormsTest, ATrailingSlashChangesNothing) {
  write("one/a/form.xml", form_xml(sound_form));
  const auto forms = record::list_forms({folder_ + "/one/"});
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
