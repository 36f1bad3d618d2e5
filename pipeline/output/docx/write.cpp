#include <fmt/format.h>

#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "output/calendar.h"
#include "output/docx/docx.h"
#include "output/docx/parts.h"
#include "output/seal.h"
#include "zip/pack.h"

namespace banxin::docx {
namespace {

constexpr std::string_view word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";
// Of the custom part: any, but the same for every report, so that a program finds it by it.
constexpr std::string_view record_item = "{6B3B1C52-0C9A-4B0E-9B0D-7C5A1E3F9A10}";

std::string content_types(bool with_pictures) {
  XmlWriter to;
  to.begin("Types").attribute("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
  const auto usual = [&to](const char* suffix, std::string_view type) {
    to.begin("Default").attribute("Extension", suffix).attribute("ContentType", type).end();
  };
  const auto part = [&to](const char* name, const std::string& type) {
    to.begin("Override").attribute("PartName", name).attribute("ContentType", type).end();
  };
  usual("rels", "application/vnd.openxmlformats-package.relationships+xml");
  usual("xml", "application/xml");
  if (with_pictures) {
    for (const auto kind : {Picture::Kind::png, Picture::Kind::jpeg}) {
      usual(std::string(suffix_of(kind).substr(1)).c_str(), media_type_of(kind));
    }
  }
  part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  part("/word/document.xml", fmt::format("{}document.main+xml", word_type));
  part("/word/styles.xml", fmt::format("{}styles+xml", word_type));
  part("/word/settings.xml", fmt::format("{}settings+xml", word_type));
  part("/word/header1.xml", fmt::format("{}header+xml", word_type));
  part("/word/footer1.xml", fmt::format("{}footer+xml", word_type));
  part("/word/footer2.xml", fmt::format("{}footer+xml", word_type));
  part("/customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml");
  to.end();
  return std::move(to).finish();
}

// rId1 and so on, in this order.
std::string relations(const std::vector<std::pair<std::string, std::string>>& kinds_and_targets) {
  XmlWriter to;
  to.begin("Relationships").attribute("xmlns", package_relations);
  int number = 0;
  for (const auto& [kind, target] : kinds_and_targets) {
    const std::string type =
        kind.find(':') != std::string::npos ? kind : fmt::format("{}/{}", relation_namespace, kind);
    to.begin("Relationship")
        .attribute("Id", fmt::format("rId{}", ++number))
        .attribute("Type", type)
        .attribute("Target", target)
        .end();
  }
  to.end();
  return std::move(to).finish();
}

std::string core_properties(const DocumentInfo& info) {
  const std::string date = output::iso_date(info.date);
  XmlWriter to;
  to.begin("cp:coreProperties")
      .attribute("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
      .attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
      .attribute("xmlns:dcterms", "http://purl.org/dc/terms/")
      .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  to.element("dc:title", info.title).element("dc:creator", info.author).element("dc:subject", info.subject);
  to.element("dc:language", info.language);
  for (const char* name : {"dcterms:created", "dcterms:modified"}) {
    to.begin(name).attribute("xsi:type", "dcterms:W3CDTF").text(date).end();
  }
  to.end();
  return std::move(to).finish();
}

std::string item_properties() {
  XmlWriter to;
  to.begin("ds:datastoreItem")
      .attribute("ds:itemID", record_item)
      .attribute("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml")
      .end();
  return std::move(to).finish();
}

}  // namespace

Output write(const Document& document, const PageStyle& style, std::string_view record, OutputKind kind) {
  const bool with_record = valid_utf8_prefix(record) == record.size();
  std::vector<std::pair<std::string, std::string>> of_document = {{"styles", "styles.xml"},
                                                                  {"settings", "settings.xml"},
                                                                  {"header", "header1.xml"},
                                                                  {"footer", "footer1.xml"},
                                                                  {"footer", "footer2.xml"}};
  if (with_record) of_document.emplace_back("customXml", "../customXml/item1.xml");
  const int first_image = static_cast<int>(of_document.size()) + 1;
  std::vector<zip::NewMember> images;
  if (document.pictures() != nullptr) {
    for (const auto& [digest, picture] : document.pictures()->by_digest()) {
      images.push_back({image_part(digest, picture), picture.file});
      of_document.emplace_back("image", images.back().name.substr(std::string_view("word/").size()));
    }
  }
  std::vector<zip::NewMember> members = {
      {"[Content_Types].xml", content_types(!images.empty())},
      {"_rels/.rels",
       relations({{"officeDocument", "word/document.xml"},
                  {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                   "docProps/core.xml"}})},
      {"docProps/core.xml", core_properties(document.info())},
      {"word/document.xml", document_part(document, style, first_image)},
      {"word/_rels/document.xml.rels", relations(of_document)},
      {"word/styles.xml", styles_part(style)},
      {"word/settings.xml", settings_part()},
      {"word/header1.xml", header_part(document.info().draft)},
      {"word/footer1.xml", footer_part(style, true)},
      {"word/footer2.xml", footer_part(style, false)}};
  if (with_record) {
    members.push_back({"customXml/item1.xml", std::string(record)});
    members.push_back({"customXml/itemProps1.xml", item_properties()});
    members.push_back({"customXml/_rels/item1.xml.rels", relations({{"customXmlProps", "itemProps1.xml"}})});
  }
  std::move(images.begin(), images.end(), std::back_inserter(members));
  return output::Seal::seal(kind, zip::pack(members), document.info());
}

}  // namespace banxin::docx
