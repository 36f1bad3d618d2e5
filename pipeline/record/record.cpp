#include "record/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/codes.h"
#include "base/digest.h"
#include "base/spelling.h"
#include "base/text.h"
#include "base/utf8.h"
#include "record/character_check.h"
#include "record/file_kind.h"

namespace banxin {
namespace {

Diagnostic finding(const char* code, Place place, std::string zh, std::string en, Bilingual hint) {
  return {.code = code, .place = std::move(place), .message = {std::move(zh), std::move(en)}, .hint = std::move(hint)};
}

std::string quoted(std::string_view uri) {
  return uri.empty() ? "（无）" : "“" + shortened(uri) + "”";
}
std::string quoted_en(std::string_view uri) {
  return uri.empty() ? "none" : "\"" + shortened(uri) + "\"";
}

std::optional<Diagnostic> check_root(const xml::Tree& tree) {
  const xml::Node root = tree.root();
  const bool right_namespace = root.namespace_uri() == record::namespace_uri;
  if (right_namespace && root.name() == "record") return std::nullopt;
  Bilingual hint = {"请确认给对了文件。", "Make sure that this is the right file."};
  if (!right_namespace && root.name() == "record") {
    hint = {fmt::format("在根元素上写 xmlns=\"{}\"。", record::namespace_uri),
            fmt::format("Write xmlns=\"{}\" on the root element.", record::namespace_uri)};
  }
  return finding(code::record_namespace, tree.place(root),
                 fmt::format("根元素是 {}，命名空间{}；记录的根元素应为 record，命名空间“{}”。", shortened(root.name()),
                             quoted(root.namespace_uri()), record::namespace_uri),
                 fmt::format("The root is `{}` of namespace {}; that of a record is `record` of namespace \"{}\".",
                             shortened(root.name()), quoted_en(root.namespace_uri()), record::namespace_uri),
                 std::move(hint));
}

std::string child_text(const xml::Node& root, std::string_view name) {
  for (const xml::Node& child : root.elements()) {
    if (record::is_element(child, name)) return child.text();
  }
  return {};
}

Identity identity_of(const xml::Tree& tree, const std::string& form) {
  const xml::Node root = tree.root();
  return {.bureau = std::string(trimmed(child_text(root, "bureau"))),
          .form = form,
          .year = root.attribute("year").value_or(""),
          .date = root.attribute("date").value_or(""),
          .title = joined_lines(child_text(root, "title"))};
}

// disclosure-2018（名称）、… : all forms that were found.
Bilingual listing(const std::vector<Form>& forms) {
  if (forms.empty()) return {"没有安装任何表。", "No form is installed."};
  Bilingual names;
  for (const Form& form : forms) {
    if (!form.faults.empty()) continue;
    add_to_row(names, {fmt::format("{}（{}）", form.id, form.name.zh), fmt::format("{} ({})", form.id, form.name.en)});
  }
  return {fmt::format("现有的表：{}。", names.zh), fmt::format("The forms there are: {}.", names.en)};
}

}  // namespace

// The only maker of records.
class RecordReader {
 public:
  RecordReader(std::string bytes, xml::Tree tree, const std::vector<Form>& forms)
      : bytes_(std::move(bytes)), tree_(std::move(tree)), forms_(forms) {}

  Result<Record> read() {
    if (auto wrong = check_root(tree_)) return *std::move(wrong);
    const Form* form = find_form();
    if (form != nullptr) check_year(*form);
    append(findings_, record::check_characters(tree_));
    if (form == nullptr || has_errors(findings_)) return std::move(findings_);
    std::string sha512 = to_hex(digest(DigestKind::sha512, bytes_));
    xml::Tree tree = record::cleaned(tree_, findings_);
    Identity identity = identity_of(tree, form->id);
    check_name(identity.bureau);
    return {Record(std::move(bytes_), std::move(sha512), *form, std::move(tree), std::move(identity)),
            std::move(findings_)};
  }

 private:
  const Form* find_form() {
    const xml::Node root = tree_.root();
    const auto id = root.attribute("form");
    if (!id || id->empty()) {
      findings_.push_back(
          finding(code::record_form_missing, tree_.place(root), "记录没有写明用哪种表（根元素的属性 form）。",
                  "The record does not say which form it follows (attribute form of the root).", hint_of_attribute()));
      return nullptr;
    }
    const auto found = std::find_if(forms_.begin(), forms_.end(), [&id](const Form& form) { return form.id == *id; });
    if (found != forms_.end() && found->faults.empty()) return &*found;
    if (found != forms_.end()) {
      append(findings_, found->faults);
      return nullptr;
    }
    findings_.push_back(finding(code::record_form_unknown, tree_.place(root),
                                fmt::format("没有名为“{}”的表。", shortened(*id)),
                                fmt::format("There is no form \"{}\".", shortened(*id)), hint_of_form(*id)));
    return nullptr;
  }

  // The attribute form under a misspelt name, or the forms that there are.
  Bilingual hint_of_attribute() const {
    for (const xml::Node& attribute : tree_.root().attributes()) {
      if (attribute.name() == "form" || nearest(attribute.name(), {"form"}).empty()) continue;
      const std::string name = shortened(attribute.name());
      return {fmt::format("属性 {} 多半是 form：改作 form=\"{}\"。", name, shortened(attribute.text())),
              fmt::format("Attribute {} is probably form: write form=\"{}\".", name, shortened(attribute.text()))};
    }
    return listing(forms_);
  }

  // The form that a misspelt id stands for; where the record's year has one form alone, that one.
  Bilingual hint_of_form(const std::string& id) const {
    const int year = identity_of(tree_, id).year_number();
    std::vector<std::string> ids;
    std::vector<std::string> of_the_year;
    for (const Form& form : forms_) {
      if (!form.faults.empty()) continue;
      ids.push_back(form.id);
      if (form.serves(year)) of_the_year.push_back(form.id);
    }
    std::string meant = nearest(id, ids);
    if (!meant.empty() && of_the_year.size() == 1) meant = of_the_year.front();
    Bilingual hint = listing(forms_);
    if (meant.empty()) return hint;
    return {fmt::format("多半是 {}：写作 form=\"{}\"。{}", meant, meant, hint.zh),
            fmt::format("{} is probably meant: write form=\"{}\". {}", meant, meant, hint.en)};
  }

  // A year of four digits that the form does not serve: a form is used for later years where a bureau did so, never for
  // years before there was one. The form's schema judges anything else.
  void check_year(const Form& form) {
    const int year = identity_of(tree_, form.id).year_number();
    if (year == 0 || form.serves(year)) return;
    std::string others;
    for (const Form& other : forms_) {
      if (other.faults.empty() && other.serves(year)) add_to_row(others, "、", other.id);
    }
    if (year > form.last_year) return findings_.push_back(later_year(form, year, others));
    findings_.push_back(finding(
        code::record_year, tree_.place(tree_.root()),
        fmt::format("{} 年度的报告不用 {} 这种表，它用于 {} 的年度。", year, form.id, form.years()),
        fmt::format("The report year {} is not served by the form {}, which is for {}.", year, form.id, form.years()),
        others.empty()
            ? Bilingual{"核对属性 year（统计的年度，不是发布的那一年）；没有一种表用于该年度。",
                        "Check the attribute year, the year reported on; no form serves this one."}
            : Bilingual{fmt::format("改用 {}（form=\"{}\"），或改正属性 year（统计的年度，不是发布的那一年）。", others,
                                    others),
                        fmt::format("Use {} (form=\"{}\"), or correct the attribute year, the year reported on.",
                                    others, others)}));
  }

  // A report that was made in the tables of an earlier form is taken as what it is.
  Diagnostic later_year(const Form& form, int year, const std::string& others) const {
    Diagnostic warning = finding(
        code::record_year, tree_.place(tree_.root()),
        fmt::format("{} 年度的报告用了 {}（{} 的年度）的表，照原样收下。", year, form.id, form.years()),
        fmt::format("The report of {} is in the tables of {} (for {}); it is taken as it is.", year, form.id,
                    form.years()),
        others.empty()
            ? Bilingual{"请核对属性 year（统计的年度）。", "Check the attribute year, the year reported on."}
            : Bilingual{fmt::format("当年就是这样报的，可以不理会；否则改按 {} 填报，或改正属性 year。", others),
                        fmt::format("If it was published so, this may stay; else fill in {}, or correct the "
                                    "attribute year.",
                                    others)});
    warning.severity = Severity::warning;
    return warning;
  }

  // A blank in the name, other than the line breaks of a file that is laid out for people.
  void check_name(const std::string& bureau) {
    const auto at = record::needless_blank(bureau);
    if (!at) return;
    std::string_view rest = std::string_view(bureau).substr(*at);
    const char32_t blank = take_any_character(rest);
    if (blank == '\n' || blank == '\r' || blank == '\t') return;
    const std::string name = shortened(on_one_line(bureau));
    Diagnostic note = finding(
        code::record_name_blank, place_of_bureau(),
        fmt::format("单位名称“{}”里有空白（{}）；照原样印出，与没有空白的是同一个单位。", name, code_point_name(blank)),
        fmt::format(
            "There is a blank ({}) inside the bureau's name \"{}\"; it is printed as it stands, and means the same "
            "bureau as without.",
            code_point_name(blank), name),
        {"多余的请删去。", "Delete it if it is not meant."});
    note.severity = Severity::note;
    findings_.push_back(std::move(note));
  }

  Place place_of_bureau() const {
    for (const xml::Node& child : tree_.root().elements()) {
      if (record::is_element(child, "bureau")) return tree_.place(child);
    }
    return tree_.place(tree_.root());
  }

  std::string bytes_;
  xml::Tree tree_;
  const std::vector<Form>& forms_;
  Findings findings_;
};

namespace record {
namespace {

// The record cut off after its bureau, which is near its beginning; empty where there is no such end tag. Where it is
// well-formed, it is truly the beginning: an end tag in a comment or in another element would leave that one open.
std::string beginning_of(std::string_view bytes) {
  constexpr std::string_view end = "</bureau>";
  const std::size_t at = bytes.find(end);
  if (at == std::string_view::npos) return {};
  return std::string(bytes.substr(0, at + end.size())) + "</record>";
}

// Whether the word stands anywhere in it, in any encoding.
bool may_have_pictures(std::string_view bytes) {
  constexpr std::string_view wide("p\0i\0c\0t\0u\0r\0e", 13);
  return bytes.find("picture") != std::string_view::npos || bytes.find(wide) != std::string_view::npos;
}

bool ends_with_bureau(const xml::Tree& tree) {
  const auto elements = tree.root().elements();
  return !elements.empty() && is_element(elements.back(), "bureau");
}

}  // namespace

Result<Record> read(std::string bytes, const std::string& file, const std::vector<Form>& forms) {
  if (auto other = other_kind_of_file(bytes, file)) return *std::move(other);
  auto tree = xml::Tree::parse(bytes, file);
  if (!tree) return tree.take_findings();
  return RecordReader(std::move(bytes), *std::move(tree), forms).read();
}

Result<Record> read_to_identify(const std::string& bytes, const std::string& file, const std::vector<Form>& forms) {
  if (const std::string beginning = beginning_of(bytes); !beginning.empty() && !may_have_pictures(bytes)) {
    if (auto tree = xml::Tree::parse(beginning, file); tree && ends_with_bureau(*tree)) {
      if (auto record = RecordReader(bytes, *std::move(tree), forms).read()) return record;
    }
  }
  return read(bytes, file, forms);
}

Identity identity_in(const std::string& bytes, const std::string& file) {
  const auto of = [](const xml::Tree& tree) { return identity_of(tree, tree.root().attribute("form").value_or("")); };
  if (const std::string beginning = beginning_of(bytes); !beginning.empty()) {
    if (const auto tree = xml::Tree::parse(beginning, file); tree && ends_with_bureau(*tree)) return of(*tree);
  }
  const auto tree = xml::Tree::parse(bytes, file);
  return tree ? of(*tree) : Identity();
}

}  // namespace record
}  // namespace banxin
