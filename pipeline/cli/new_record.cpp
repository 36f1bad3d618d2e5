#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/usage.h"
#include "record/form.h"
#include "record/record.h"
#include "xml/xml.h"

// An empty record of any form, made from the form's own files: placeholders for the text, a blank row for each label.
namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

// A comment may not hold two hyphens (XML 1.0, 2.5), which a label may.
std::string comment(std::string_view text) {
  std::string out = "<!-- ";
  for (const char c : text) out += c == '-' && out.back() == '-' ? std::string(" -") : std::string(1, c);
  return out + " -->";
}

void add_row(std::string& out, const xml::Node& label) {
  const auto level = label.attribute("level").value_or("0");
  const std::size_t indent = 2 * std::min<std::size_t>(static_cast<std::size_t>(level.empty() ? 0 : level[0] - '0'), 4);
  const std::string text = label.text();
  auto to = std::back_inserter(out);
  fmt::format_to(to, "    {:{}}", "", indent);
  if (label.attribute("heading") == "yes") {
    fmt::format_to(to, "{}\n", comment(text));
    return;
  }
  fmt::format_to(to, R"(<row id="{}" label="{}"></row>)", escaped(label.attribute("id").value_or("")), escaped(text));
  const std::string unit = label.attribute("unit").value_or("");
  fmt::format_to(to, "{}\n", unit.empty() ? "" : " " + comment(unit));
}

// The table with every row blank; nothing for a form without labels.
Result<std::string> statistics(const Form& form) {
  const std::string path = form.folder + "/labels.xml";
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return std::string();
  auto bytes = read_record(path);
  if (!bytes) return bytes.take_findings();
  auto labels = xml::Tree::parse(*bytes, path);
  if (!labels) return labels.take_findings();
  std::string out;
  for (const xml::Node& label : labels->root().elements()) add_row(out, label);
  if (out.empty()) return out;
  return "  <!-- 统计表：数字填在 > 和 < 之间。空白印作空白，没有发生的填 0；不适用的填 / 或 不适用。\n"
         "       The table: figures stand between > and <. A blank prints blank; none is 0. -->\n"
         "  <statistics>\n" +
         out + "  </statistics>\n";
}

std::string skeleton(const Form& form, const std::string& table) {
  const int year = form.last_year == Form::still_in_force ? form.first_year : form.last_year;
  std::string out;
  auto to = std::back_inserter(out);
  fmt::format_to(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--\n  {}\n  {}\n", form.name.zh, form.name.en);
  out +=
      "\n"
      "  把（）里的说明换成本单位的内容；文字原样印出，连同编号和标点。改好后：\n"
      "  Put your own words in place of those in brackets; they are printed as they stand. Then:\n"
      "\n"
      "    banxin validate 本文件.xml\n"
      "    banxin render 本文件.xml\n"
      "-->\n";
  fmt::format_to(to, "<record xmlns=\"{}\" form=\"{}\" year=\"{}\">\n", record::namespace_uri, escaped(form.id), year);
  out +=
      "  <bureau>（单位全称）</bureau>\n"
      "  <title>（报告标题）</title>\n"
      "  <!-- 有几章写几个 chapter；一段一个 p。 One chapter for each, one p for each paragraph. -->\n"
      "  <chapter>\n"
      "    <heading>一、（本章标题）</heading>\n"
      "    <p>（本章正文）</p>\n"
      "    <section>\n"
      "      <heading>（一）（本节标题）。</heading>\n"
      "      <p>（本节正文）</p>\n"
      "    </section>\n"
      "  </chapter>\n";
  fmt::format_to(to,
                 "  <!-- 落款，需要时去掉两头的注释符号。 The signature, where one is wanted.\n"
                 "  <signature><issuer>（单位全称）</issuer><date>{}-01-31</date></signature>\n"
                 "  -->\n",
                 year + 1);
  return out + table + "</record>\n";
}

std::string names(const std::vector<Form>& forms) {
  std::string out;
  for (const Form& form : forms) out += (out.empty() ? "" : ", ") + form.id;
  return out;
}

}  // namespace

ExitStatus new_record(const NewJob& job, const Console& console) {
  auto places = find_places(job.places);
  if (!places) return console.conclude(places.findings());
  auto forms = record::list_forms(places->layout_folders);
  if (!forms) return console.conclude(forms.findings());
  const auto form = std::find_if(forms->begin(), forms->end(), [&](const Form& one) { return one.id == job.form; });
  if (form == forms->end()) {
    return console.conclude({usage_error(
        {fmt::format("没有代号为 {} 的表。", job.form), fmt::format("There is no form named {}.", job.form)},
        {fmt::format("可用：{}。", names(*forms)), fmt::format("There are: {}.", names(*forms))})});
  }
  auto table = statistics(*form);
  if (!table) return console.conclude(table.findings());
  return console.conclude(write_file(job.output, skeleton(*form, *table)));
}

}  // namespace banxin::cli
