#include <fmt/format.h>

#include <iterator>

#include "base/xml_text.h"
#include "summarize/impl.h"

namespace banxin::summarize {
namespace {

constexpr const char* summary_namespace = "urn:banxin:summary:1";

// 政府信息公开工作年度报告（2014—2018年度）: the name without its remark.
std::string_view name_of(const Form& form) {
  const std::string_view name = form.name.zh;
  return name.substr(0, name.find("（"));
}

}  // namespace

// One record in writing.
class SummaryWriter {
 public:
  SummaryWriter(const Sum::Impl& sum, const Upper& upper) : sum_(sum) {
    bureau_ = upper.bureau.empty() ? "（汇总单位全称）" : upper.bureau;
    title_ = upper.title.empty() ? fmt::format("{}{}年{}", bureau_, sum.year, name_of(sum.form)) : upper.title;
  }

  std::string write() {
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<record xmlns=\"{}\" form=\"{}\" year=\"{}\">\n",
        record::namespace_uri, xml_escaped(sum_.form.id), xml_escaped(sum_.year));
    put("  <bureau>{}</bureau>\n  <title>{}</title>\n", xml_escaped(bureau_), xml_escaped(title_));
    const auto& chapters = sum_.labels.chapters();
    bool said = false;
    for (const validate::ChapterLabel& chapter : chapters) {
      put("  <chapter id=\"{}\">\n    <heading>{}</heading>\n", xml_escaped(chapter.id), xml_escaped(chapter.text));
      if (!chapter.table.empty()) {
        put("    <statistics table=\"{}\">\n", xml_escaped(chapter.table));
        write_rows(chapter.table, "      ");
        put("    </statistics>\n");
      } else if (!said) {
        write_origin();
        said = true;
      } else {
        put("    <p>（此章由汇总单位填写。）</p>\n");
      }
      put("  </chapter>\n");
    }
    if (chapters.empty()) {
      put("  <chapter>\n    <heading>一、汇总说明</heading>\n");
      write_origin();
      put("  </chapter>\n  <statistics>\n");
      write_rows({}, "    ");
      put("  </statistics>\n");
    }
    write_extension();
    put("</record>\n");
    return std::move(out_);
  }

 private:
  template <class... Parts>
  void put(fmt::format_string<Parts...> format, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
  }

  void write_origin() {
    put("    <p>本报告由{}个单位{}年度的记录汇总而成，统计表中的数为各单位相应数之和。</p>\n", sum_.sources.size(),
        xml_escaped(sum_.year));
    if (sum_.missing.empty()) return;
    std::string names;
    for (const std::string& name : sum_.missing) names += (names.empty() ? "" : "、") + name;
    put("    <p>下列单位的记录缺报，没有计入：{}。</p>\n", xml_escaped(names));
  }

  void write_rows(std::string_view table, const char* indent) {
    for (const Row& row : sum_.rows) {
      if (row.label->table != table || !sum_.stands(row)) continue;
      put("{}<row id=\"{}\" label=\"{}\">", indent, xml_escaped(row.label->id), xml_escaped(row.label->text));
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Total& total = sum_.totals[row.cells[i]];
        const std::string text = xml_escaped(total.text());
        if (row.columns.empty()) {
          put("{}", text);
          continue;
        }
        const bool unit = total.unit && !total.unit->empty() && !total.units_differ;
        put("<cell id=\"{}\"{}>{}</cell>", xml_escaped(row.columns[i]),
            unit ? " unit=\"" + xml_escaped(*total.unit) + "\"" : std::string(), text);
      }
      put("</row>\n");
    }
  }

  void write_extension() {
    put("  <extension>\n    <s:summary xmlns:s=\"{}\" records=\"{}\">\n", summary_namespace, sum_.sources.size());
    for (const Source& source : sum_.sources) {
      std::string blanks;
      for (const std::uint16_t cell : source.blanks) blanks += (blanks.empty() ? "" : " ") + sum_.ids[cell];
      put("      <s:source bureau=\"{}\" year=\"{}\" sha512=\"{}\"{}/>\n", xml_escaped(source.bureau),
          xml_escaped(sum_.year), source.sha512,
          blanks.empty() ? std::string() : " blank=\"" + xml_escaped(blanks) + "\"");
    }
    for (const std::string& name : sum_.missing) put("      <s:missing bureau=\"{}\"/>\n", xml_escaped(name));
    put("    </s:summary>\n  </extension>\n");
  }

  const Sum::Impl& sum_;
  std::string bureau_, title_;
  std::string out_;
};

std::string Sum::write(const Upper& upper) const {
  return SummaryWriter(*impl_, upper).write();
}

}  // namespace banxin::summarize
