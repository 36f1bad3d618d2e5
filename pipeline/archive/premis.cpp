#include "archive/premis.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/xml_writer.h"

namespace banxin::archive {
namespace {

// Types of events as the Library of Congress's vocabulary names them.
std::string_view type_of(std::string_view what) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types = {
      {{event::taken_in, "ingestion"},
       {event::described, "metadata modification"},
       {event::checked, "fixity check"},
       {event::exported, "dissemination"},
       {event::removed, "deletion"}}};
  const auto* const found = std::find_if(types.begin(), types.end(), [&](const auto& it) { return it.first == what; });
  return found == types.end() ? what : found->second;
}

void identifier(XmlWriter& to, const std::string& element, std::string_view type, std::string_view value) {
  to.begin(element);
  to.element(element + "Type", type);
  to.element(element + "Value", value);
  to.end();
}

// What an event without packages and reports is about. A PREMIS document has one object at least.
constexpr std::string_view archive_type = "banxin archive";
constexpr std::string_view archive_name = "archive";

std::string_view object_type(const EventItem& item) {
  return item.folder.empty() ? "banxin report" : "banxin package";
}
const std::string& object_name(const EventItem& item) {
  return item.folder.empty() ? item.id : item.folder;
}

void write_event(XmlWriter& to, const Event& event) {
  to.begin("event");
  identifier(to, "eventIdentifier", "banxin event", event_file(event.number));
  to.element("eventType", type_of(event.what));
  to.element("eventDateTime", event.when);
  std::string detail = event.reason;
  if (event.what == event::described) {
    for (const EventItem& item : event.items) {
      if (!detail.empty()) detail += "; ";
      detail += item.id;
      for (const auto& [name, value] :
           {std::pair{"保管期限", &item.retention}, {"密级", &item.secrecy}, {"档号", &item.number}}) {
        if (!value->empty()) detail += std::string(" ") + name + "=" + *value;
      }
    }
  }
  if (event.what == event::taken_in) {
    for (const EventItem& item : event.items) {
      if (item.kind == "first") continue;
      if (!detail.empty()) detail += "; ";
      detail += item.folder + " " + item.kind;
    }
  }
  if (!detail.empty()) to.begin("eventDetailInformation").element("eventDetail", detail).end();
  if (!event.outcome.empty()) to.begin("eventOutcomeInformation").element("eventOutcome", event.outcome).end();
  identifier(to, "linkingAgentIdentifier", "name", event.by);
  identifier(to, "linkingAgentIdentifier", "program", event.program);
  for (const EventItem& item : event.items)
    identifier(to, "linkingObjectIdentifier", object_type(item), object_name(item));
  if (event.items.empty()) identifier(to, "linkingObjectIdentifier", archive_type, archive_name);
  to.end();
}

void write_agent(XmlWriter& to, std::string_view type, const std::string& name, std::string_view kind) {
  to.begin("agent");
  identifier(to, "agentIdentifier", type, name);
  to.element("agentName", name);
  to.element("agentType", kind);
  to.end();
}

}  // namespace

std::string to_premis(const EventLog& log) {
  std::map<std::string, EventItem> objects;  // by name
  std::set<std::string> people, programs;
  for (const Event& event : log.events) {
    people.insert(event.by);
    programs.insert(event.program);
    for (const EventItem& item : event.items) {
      EventItem& object = objects[object_name(item)];
      if (object.sha512.empty()) object = item;
    }
  }
  XmlWriter to;
  to.begin("premis").attribute("xmlns", "http://www.loc.gov/premis/v3");
  to.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance").attribute("version", "3.0");
  to.begin("object").attribute("xsi:type", "intellectualEntity");
  identifier(to, "objectIdentifier", archive_type, archive_name);
  to.end();
  for (const auto& [name, object] : objects) {
    to.begin("object").attribute("xsi:type", object.folder.empty() ? "intellectualEntity" : "representation");
    identifier(to, "objectIdentifier", object_type(object), name);
    if (!object.sha512.empty()) identifier(to, "objectIdentifier", "SHA-512 of tagmanifest-sha512.txt", object.sha512);
    to.end();
  }
  for (const Event& event : log.events) write_event(to, event);
  for (const std::string& name : people) write_agent(to, "name", name, "person");
  for (const std::string& name : programs) write_agent(to, "program", name, "software");
  return std::move(to.end()).finish();
}

}  // namespace banxin::archive
