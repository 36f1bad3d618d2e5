#include "archive/metadata.h"

#include <cstddef>
#include <string_view>

#include "base/xml_writer.h"

namespace banxin::archive {
namespace {

struct Format {
  std::string_view name, version, mime;
  bool received = false;  // from outside: who made it is not known
};

Format format_of(const BagFile& file, const MetadataFacts& facts) {
  if (file.path.ends_with(".xml")) return {"XML", "1.0", "application/xml"};
  if (file.path.starts_with("data/source/")) return {facts.received_format, {}, facts.received_media_type, true};
  return {facts.format, facts.claim, facts.media_type};
}

void write_document(XmlWriter& to, const BagFile& file, std::size_t number, const MetadataFacts& facts) {
  const Format format = format_of(file, facts);
  to.begin("文档");
  to.element("文档序号", std::to_string(number));
  to.element("文档主从声明", number == 1 ? "主文档" : "附属文档");
  to.element("格式名称", format.name);
  if (!format.version.empty()) to.element("格式版本", format.version);
  to.element("MIME媒体类型", format.mime);
  to.element("计算机文件名", file.path);
  to.element("计算机文件大小", std::to_string(file.bytes->size()));
  to.begin("校验码").attribute("算法", "SHA-512").text(file.sha512).end();
  if (!format.received) to.element("文档创建程序", "banxin " BANXIN_VERSION);
  to.end();
}

}  // namespace

std::string metadata_record(const MetadataFacts& facts, const std::string& package,
                            const std::vector<const BagFile*>& files) {
  XmlWriter to;
  to.begin("文件实体").attribute("xmlns", "urn:banxin:metadata:1");
  to.element("聚合层次", "文件");
  to.begin("来源").element("立档单位名称", facts.bureau).end();
  to.element("电子文件号", package);
  to.begin("内容描述");
  to.element("题名", facts.title);
  to.element("年度", facts.year);
  to.element("责任者", facts.bureau);
  to.element("日期", facts.date);
  to.element("文种", facts.form);
  to.element("语种", facts.language);
  to.end();
  to.begin("形式特征").element("页数", std::to_string(facts.pages)).end();
  to.begin("文件数据");
  for (std::size_t i = 0; i < files.size(); ++i) write_document(to, *files[i], i + 1, facts);
  return std::move(to.end().end()).finish();
}

}  // namespace banxin::archive
