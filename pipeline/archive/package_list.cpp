#include "archive/package_list.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/csv.h"
#include "base/text.h"
#include "base/unseen.h"
#include "base/xml_writer.h"
#include "output/calendar.h"
#include "record/record.h"

namespace banxin::archive {

PackageList destruction_list(const EventLog& log, int event, const Actor& actor) {
  PackageList list{.kind = PackageList::Kind::destruction, .packages = {}, .by = actor.name, .when = actor.when};
  for (const Event& it : log.events) {
    if (it.what != event::removed || it.number < event) continue;
    for (const EventItem& item : it.items) {
      list.packages.push_back({.number = item.number,
                               .bureau = item.bureau,
                               .year = item.year,
                               .title = item.title,
                               .retention = item.retention,
                               .secrecy = item.secrecy,
                               .file = item.folder,
                               .sha512 = item.sha512,
                               .reason = it.reason,
                               .by = it.by,
                               .when = it.when,
                               .event = std::to_string(it.number)});
    }
  }
  return list;
}

PackageList transfer_list(const std::vector<Exported>& exported, const Actor& actor) {
  PackageList list{.kind = PackageList::Kind::transfer, .packages = {}, .by = actor.name, .when = actor.when};
  for (const Exported& one : exported) {
    const CataloguedPackage& package = one.package;
    list.packages.push_back({.number = package.number,
                             .bureau = package.bureau,
                             .year = package.year,
                             .title = package.title,
                             .retention = package.retention,
                             .secrecy = package.secrecy,
                             .file = one.name,
                             .sha512 = package.sha512,
                             .pages = package.pages,
                             .reason = {},
                             .by = {},
                             .when = {},
                             .event = {}});
  }
  return list;
}

std::string to_csv(const PackageList& list) {
  const bool destroyed = list.kind == PackageList::Kind::destruction;
  std::string text(csv_begin);
  text += destroyed
              ? csv_line({"序号 no", "档号 number", "单位 bureau", "年度 year", "题名 title", "保管期限 retention",
                          "密级 secrecy", "包 folder", "包的 SHA-512 package", "理由 reason", "经手人 by", "时间 when",
                          "事件 event"})
              : csv_line({"序号 no", "档号 number", "责任者 bureau", "年度 year", "题名 title", "保管期限 retention",
                          "密级 secrecy", "电子档案名称 file", "包的 SHA-512 package", "页数 pages"});
  int row = 0;
  for (const ListedPackage& it : list.packages) {
    const std::string no = std::to_string(++row);
    text += destroyed ? csv_line({no, it.number, it.bureau, it.year, it.title, it.retention, it.secrecy, it.file,
                                  it.sha512, it.reason, it.by, it.when, it.event})
                      : csv_line({no, it.number, it.bureau, it.year, it.title, it.retention, it.secrecy, it.file,
                                  it.sha512, std::to_string(it.pages)});
  }
  return text;
}

std::string record_of(const PackageList& list, const Form& form) {
  constexpr std::size_t day_length = 10;
  const bool destroyed = list.kind == PackageList::Kind::destruction;
  const std::string day = output::iso_date(list.when).substr(0, day_length);
  const auto printable = [](const std::string& text) { return shown(on_one_line(text)); };
  XmlWriter xml;
  xml.begin("record").attribute("xmlns", record::namespace_uri).attribute("form", form.id);
  xml.attribute("kind", destroyed ? "destruction" : "transfer").attribute("year", day.substr(0, 4));
  xml.attribute("xml:lang", "zh");
  xml.element("bureau", printable(list.by));
  xml.element("day", day);
  for (const ListedPackage& it : list.packages) {
    xml.begin("package");
    xml.element("number", printable(it.number));
    xml.element("title", printable(it.title));
    xml.element("year", printable(it.year));
    xml.element("retention", printable(it.retention));
    xml.element("secrecy", printable(it.secrecy));
    xml.element("file", printable(it.file.substr(it.file.rfind('/') + 1)));
    xml.element("note", destroyed ? printable(it.reason) : std::to_string(it.pages));
    xml.end();
  }
  xml.end();
  return std::move(xml).finish();
}

}  // namespace banxin::archive
