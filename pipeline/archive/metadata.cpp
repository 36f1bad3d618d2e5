#include "archive/metadata.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

#include "base/xml_text.h"

namespace banxin::archive {
namespace {

struct Format {
  std::string_view name, version, mime;
};

Format format_of(const BagFile& file, const MetadataFacts& facts) {
  if (file.path.ends_with(".xml")) return {"XML", "1.0", "application/xml"};
  return {"PDF", facts.claim, "application/pdf"};
}

std::string element(std::string_view name, std::string_view value, std::string_view indent) {
  return fmt::format("{}<{}>{}</{}>\n", indent, name, xml_escaped(value), name);
}

std::string document(const BagFile& file, std::size_t number, const MetadataFacts& facts) {
  constexpr std::string_view indent = "      ";
  const Format format = format_of(file, facts);
  std::string out = "    <文档>\n";
  out += element("文档序号", std::to_string(number), indent);
  out += element("文档主从声明", number == 1 ? "主文档" : "附属文档", indent);
  out += element("格式名称", format.name, indent);
  out += element("格式版本", format.version, indent);
  out += element("MIME媒体类型", format.mime, indent);
  out += element("计算机文件名", file.path, indent);
  out += element("计算机文件大小", std::to_string(file.bytes->size()), indent);
  out += fmt::format("{}<校验码 算法=\"SHA-512\">{}</校验码>\n", indent, file.sha512);
  out += element("文档创建程序", "banxin " BANXIN_VERSION, indent);
  return out + "    </文档>\n";
}

}  // namespace

std::string metadata_record(const MetadataFacts& facts, const std::string& package,
                            const std::vector<const BagFile*>& files) {
  constexpr std::string_view indent = "    ";
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<文件实体 xmlns=\"urn:banxin:metadata:1\">\n";
  out += element("聚合层次", "文件", "  ");
  out += "  <来源>\n" + element("立档单位名称", facts.bureau, indent) + "  </来源>\n";
  out += element("电子文件号", package, "  ");
  out += "  <内容描述>\n";
  out += element("题名", facts.title, indent);
  out += element("年度", facts.year, indent);
  out += element("责任者", facts.bureau, indent);
  out += element("日期", facts.date, indent);
  out += element("文种", facts.form, indent);
  out += element("语种", facts.language, indent);
  out += "  </内容描述>\n";
  out += "  <形式特征>\n" + element("页数", std::to_string(facts.pages), indent) + "  </形式特征>\n";
  out += "  <文件数据>\n";
  for (std::size_t i = 0; i < files.size(); ++i) out += document(*files[i], i + 1, facts);
  return out + "  </文件数据>\n</文件实体>\n";
}

}  // namespace banxin::archive
