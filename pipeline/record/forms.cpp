#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "record/form.h"
#include "record/form_file.h"
#include "xml/xml.h"

namespace banxin {

std::string Form::years() const {
  if (first_year == last_year) return std::to_string(first_year);
  if (last_year == still_in_force) return fmt::format("{}-", first_year);
  return fmt::format("{}-{}", first_year, last_year);
}

namespace record {
namespace {

constexpr const char* form_namespace = "urn:banxin:form:1";

// Reads one form.xml; what is wrong is collected.
class FormReader {
 public:
  FormReader(const xml::Tree& tree, std::string folder) : tree_(tree) {
    form_.id = std::filesystem::path(folder).filename().string();
    form_.folder = std::move(folder);
  }

  Result<Form> read() {
    const xml::Node root = tree_.root();
    const std::string id = text(root, "id");
    if (!id.empty() && id != form_.id) {
      refuse(root, fmt::format("属性 id 是“{}”，所在的文件夹却叫“{}”，两者应当相同。", id, form_.id),
             fmt::format(R"(The attribute id is "{}" but the folder is "{}"; they must be the same.)", id, form_.id));
    }
    form_.first_year = year(root, "first-year").value_or(0);
    form_.last_year = root.attribute("last-year") ? year(root, "last-year").value_or(0) : Form::still_in_force;
    if (findings_.empty() && form_.first_year > form_.last_year) {
      refuse(root, "first-year 晚于 last-year。", "The attribute first-year is later than last-year.");
    }
    form_.page_style = text(root, "page-style");
    form_.purpose = root.attribute("purpose").value_or(std::string());
    read_names(root);
    if (has_errors(findings_)) return std::move(findings_);
    return std::move(form_);
  }

 private:
  void refuse(const xml::Node& node, std::string zh, std::string en) {
    findings_.push_back(form_fault(tree_, node, {std::move(zh), std::move(en)}));
  }

  std::string text(const xml::Node& node, const char* name) {
    auto value = node.attribute(name);
    if (!value || value->empty()) {
      refuse(node, fmt::format("缺少属性 {}。", name), fmt::format("The attribute {} is missing.", name));
    }
    return std::move(value).value_or(std::string());
  }

  std::optional<int> year(const xml::Node& node, const char* name) {
    const std::string value = text(node, name);
    if (value.empty()) return std::nullopt;
    if (value.size() == 4 && value.find_first_not_of("0123456789") == std::string::npos) return std::stoi(value);
    refuse(node, fmt::format("属性 {} 的值“{}”不是四位数的年份。", name, value),
           fmt::format(R"(The value "{}" of {} is not a year of four digits.)", value, name));
    return std::nullopt;
  }

  void read_names(const xml::Node& root) {
    for (const xml::Node& child : root.elements()) {
      if (child.name() != "name" || child.namespace_uri() != form_namespace) continue;
      const std::string language = child.attribute("xml:lang").value_or(std::string());
      if (language == "zh" || language.starts_with("zh-")) form_.name.zh = child.text();
      if (language == "en" || language.starts_with("en-")) form_.name.en = child.text();
    }
    if (form_.name.zh.empty() || form_.name.en.empty()) {
      refuse(root, R"(应有 xml:lang="zh" 和 xml:lang="en" 的 name 各一。)",
             R"(There must be a name with xml:lang="zh" and one with xml:lang="en".)");
    }
  }

  const xml::Tree& tree_;
  Form form_;
  Findings findings_;
};

Result<Form> read_usable_form(const std::string& folder) {
  const std::string path = folder + "/form.xml";
  const auto tree = read_form_file(path, "form", form_namespace);
  if (!tree) return tree.findings();
  return FormReader(*tree, folder).read();
}

Form read_form(const std::string& folder) {
  auto form = read_usable_form(folder);
  if (form) return *std::move(form);
  Form faulty;
  faulty.id = std::filesystem::path(folder).filename().string();
  faulty.folder = folder;
  faulty.faults = form.take_findings();
  return faulty;
}

std::string common_folder_of(const std::string& layouts, const std::vector<std::string>& layout_folders) {
  std::error_code ignored;
  std::string beside = layouts + "/common";
  if (std::filesystem::is_directory(beside, ignored)) return beside;
  for (const std::string& folder : layout_folders) {
    if (std::string common = folder + "/common"; std::filesystem::is_directory(common, ignored)) return common;
  }
  return beside;
}

// Folders below `layouts` that hold a form.xml, sorted by name: a folder's own order differs from machine to machine.
std::vector<std::string> form_folders(const std::string& layouts, Findings& findings) {
  std::vector<std::string> folders;
  std::error_code error;
  std::filesystem::directory_iterator entry(layouts, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const auto there = exists((entry->path() / "form.xml").string());
    // What cannot be looked at is reported when it is read.
    if (!there || *there) folders.push_back(entry->path().string());
  }
  // A missing folder holds no forms: of several places, not all need exist.
  if (error && error != std::errc::no_such_file_or_directory) {
    findings.push_back({.code = code::form_unusable,
                        .place = {layouts, 0, {}},
                        .message = {"表格的文件夹读不出来。", "The folder of forms cannot be read."},
                        .hint = {"核对文件夹的权限，或恢复随程序安装的文件。",
                                 "Check the folder's permissions, or restore what came with the program."}});
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

Result<std::vector<Form>> list_all(const std::vector<std::string>& layout_folders) {
  std::vector<Form> forms;
  Findings findings;
  for (const std::string& layouts : layout_folders) {
    for (const std::string& folder : form_folders(layouts, findings)) {
      Form form = read_form(folder);
      form.common_folder = common_folder_of(layouts, layout_folders);
      const auto same = [&form](const Form& other) { return other.id == form.id; };
      if (std::none_of(forms.begin(), forms.end(), same)) forms.push_back(std::move(form));
    }
  }
  if (has_errors(findings)) return findings;
  std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return a.id < b.id; });
  return forms;
}

}  // namespace

Result<std::vector<Form>> list_forms(const std::vector<std::string>& layout_folders) {
  auto forms = list_all(layout_folders);
  if (forms) std::erase_if(*forms, [](const Form& form) { return !form.purpose.empty(); });
  return forms;
}

Result<std::vector<Form>> list_sheets(const std::vector<std::string>& layout_folders) {
  auto forms = list_all(layout_folders);
  if (forms) std::erase_if(*forms, [](const Form& form) { return form.purpose.empty(); });
  return forms;
}

}  // namespace record
}  // namespace banxin
