#include "output/pdf/metadata.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "base/xml_text.h"
#include "output/calendar.h"

namespace banxin::pdf {
namespace {

constexpr const char* producer = "Banxin " BANXIN_VERSION;

// Namespaces that PDF/A does not know must be described in the packet (ISO 19005-3, 6.6.2.3); that of PDF/UA is one of
// them.
constexpr const char* extension_schema = R"(<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
)";

// The claims of a kind as XMP spells them.
constexpr const char* archive_claims = R"(<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
)";

const char* claims_in_xmp(OutputKind kind) {
  switch (kind) {
    case OutputKind::pdf_archive: return archive_claims;
    case OutputKind::html_page:
    case OutputKind::html_fragment:
    case OutputKind::docx:
    case OutputKind::svg: break;
  }
  return "";
}

std::string alternatives(std::string_view element, const std::string& text) {
  if (text.empty()) return {};
  return fmt::format(FMT_STRING("<dc:{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></dc:{0}>\n"),
                     element, xml_escaped(text));
}

std::string dublin_core(const DocumentInfo& info, std::string_view media_type) {
  std::string out = "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n";
  out += fmt::format(FMT_STRING("<dc:format>{}</dc:format>\n"), media_type);
  out += alternatives("title", info.title);
  if (!info.author.empty()) {
    out += fmt::format(FMT_STRING("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"),
                       xml_escaped(info.author));
  }
  out += alternatives("description", info.subject);
  out += fmt::format(FMT_STRING("<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n"),
                     xml_escaped(info.language));
  return out + "</rdf:Description>\n";
}

std::string history(const DocumentInfo& info, const Identity& identity) {
  const std::string date = output::iso_date(info.date);
  return fmt::format(FMT_STRING(R"(<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<xmp:CreateDate>{0}</xmp:CreateDate><xmp:ModifyDate>{0}</xmp:ModifyDate><xmp:MetadataDate>{0}</xmp:MetadataDate>
<xmp:CreatorTool>{1}</xmp:CreatorTool><pdf:Producer>{1}</pdf:Producer>
<xmpMM:DocumentID>uuid:{2}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{3}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
)"),
                     date, producer, uuid(identity.identity), uuid(identity.content));
}

}  // namespace

std::string uuid(std::string_view digest) {
  std::string bytes(digest.substr(0, 16));
  const auto set_bits = [&bytes](std::size_t at, unsigned keep, unsigned bits) {
    bytes[at] = static_cast<char>((static_cast<unsigned char>(bytes[at]) & keep) | bits);
  };
  set_bits(6, 0x0F, 0x50);  // version 5
  set_bits(8, 0x3F, 0x80);  // variant of RFC 4122
  std::string out = to_hex(bytes);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) out.insert(at, 1, '-');
  return out;
}

std::string xmp_packet(const DocumentInfo& info, const Identity& identity, OutputKind kind) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
  if (!claims_of(kind, info.draft).empty()) {
    out += claims_in_xmp(kind);
    out += extension_schema;
  }
  out += dublin_core(info, row_of(kind).media_type);
  out += history(info, identity);
  return out + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

Dictionary information(const DocumentInfo& info) {
  const std::string date = output::pdf_date(info.date);
  Dictionary out = {{"Title", Text{info.title}}};
  if (!info.author.empty()) out.push_back({"Author", Text{info.author}});
  if (!info.subject.empty()) out.push_back({"Subject", Text{info.subject}});
  out.push_back({"CreationDate", Text{date}});
  out.push_back({"ModDate", Text{date}});
  out.push_back({"Creator", Text{producer}});
  out.push_back({"Producer", Text{producer}});
  return out;
}

}  // namespace banxin::pdf
