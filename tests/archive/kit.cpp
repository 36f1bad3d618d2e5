#include "kit.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "xml/xml.h"

namespace banxin::archive::test {
namespace {

namespace fs = std::filesystem;

const std::string& source() {
  static const std::string folder = BANXIN_SOURCE_DIR;
  return folder;
}

DataFolders places() {
  return {
      .layout_folders = {source() + "/layouts"}, .font_profile = source() + "/fonts/free.profile", .font_folders = {}};
}

Pipeline& line() {
  static Pipeline pipeline = [] {
    xml::initialise();
    return Pipeline(places());
  }();
  return pipeline;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("the sample has no " + from);
  return text.replace(at, from.size(), to);
}

Setup load_setup() {
  auto fonts = FontBook::open(places().font_profile, {});
  auto setup = Setup::load(*fonts);
  const auto forms = record::list_forms(places().layout_folders);
  for (const Form& form : *forms) {
    EXPECT_TRUE(setup->add(form, source() + "/layouts/" + form.page_style).empty());
  }
  return *setup;
}

}  // namespace

std::string record_text(const std::string& bureau, int staff) {
  const std::string text = bytes_of(source() + "/samples/ruian-commerce-bureau-2018.xml");
  const std::size_t begin = text.find("<bureau>");
  const std::size_t end = text.find("</bureau>");
  const std::string named = text.substr(0, begin) + "<bureau>" + bureau + text.substr(end);
  return replaced(named, "</record>", "<!-- " + std::to_string(staff) + " --></record>");
}

const Made& made(const std::string& text, const std::string& file) {
  static std::map<std::pair<std::string, std::string>, Made> known;
  const auto found = known.find({text, file});
  if (found != known.end()) return found->second;
  auto rendered = line().render(text, file, RenderOptions{});
  if (!rendered) throw std::runtime_error("not rendered: " + rendered.findings().front().message.en);
  Findings findings = rendered.take_findings();
  return known
      .emplace(std::pair{text, file},
               Made{*std::move(rendered->record), *std::move(rendered->output), std::move(findings)})
      .first->second;
}

Made made_as_draft(const std::string& text) {
  RenderOptions options;
  options.admit = validate::Admit::drafts_too;
  auto rendered = line().render(text, "record.xml", options);
  if (!rendered) throw std::runtime_error("not rendered: " + rendered.findings().front().message.en);
  Findings findings = rendered.take_findings();
  return {*std::move(rendered->record), *std::move(rendered->output), std::move(findings)};
}

const Setup& setup() {
  static const Setup all = load_setup();
  return all;
}

ArchiveEntry stored(const std::string& folder, const Made& report) {
  const auto archive = Archive::open(folder);
  if (!archive) throw std::runtime_error(archive.findings().front().message.en);
  auto entry = store(*archive, report.record, report.output, report.findings, setup());
  if (!entry) throw std::runtime_error(entry.findings().front().message.en);
  return *entry;
}

std::map<std::string, std::string> files_below(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[entry.path().lexically_relative(folder)] = bytes_of(entry.path());
  }
  return files;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace banxin::archive::test
