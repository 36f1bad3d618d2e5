#include "archive/catalogue_writer.h"

#include "archive/catalogue_schema.h"
#include "archive/fault.h"
#include "archive/json.h"
#include "base/text.h"
#include "forms/labels.h"

namespace banxin::archive {
namespace {

Database& with_tables(Database& database) {
  database.execute(catalogue_schema);
  return database;
}

Json json_of(const BagOnDisk& bag, const std::string& path) {
  const FileOnDisk* file = bag.file(path);
  return file == nullptr ? Json() : read_object(file->bytes);
}

std::string_view kind_name(forms::Figure::Kind kind) {
  switch (kind) {
    case forms::Figure::Kind::number: return "number";
    case forms::Figure::Kind::slash: return "slash";
    case forms::Figure::Kind::dash: return "dash";
    case forms::Figure::Kind::not_applicable: return "not-applicable";
    case forms::Figure::Kind::malformed: return "malformed";
    case forms::Figure::Kind::blank: break;
  }
  return "blank";
}

Findings unusable(const BagOnDisk& bag, const std::string& path, const Findings& why) {
  return {fault(Property::usability, bag.folder + "/" + path, why.front().message)};
}

}  // namespace

CatalogueWriter::CatalogueWriter(Database& database)
    : package_(with_tables(database).prepare("INSERT INTO package VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,"
                                             "?14,?15)")),
      label_(database.prepare("INSERT INTO label VALUES (?1,?2,?3,?4,?5,?6)")),
      cell_(database.prepare("INSERT INTO cell VALUES (?1,?2,?3,?4,?5)")),
      own_cell_(database.prepare("INSERT INTO own_cell VALUES (?1,?2,?3,?4,?5,?6)")),
      finding_(database.prepare("INSERT INTO finding VALUES (?1,?2,?3,?4,?5,?6,?7,?8)")) {}

Findings CatalogueWriter::add(const std::string& folder, const PackageName& name, const BagOnDisk& bag, bool newest) {
  const std::string path = "data/source/" + name.id + ".xml";
  const FileOnDisk* source = bag.file(path);
  if (source == nullptr) {
    return {fault(Property::integrity, bag.folder + "/" + path,
                  {"包里应有这个文件，但没有。", "The package should have this file and has not."})};
  }
  auto record = forms_.read(bag, source->bytes, bag.folder + "/" + path);
  if (!record) return unusable(bag, path, record.findings());
  const Form& form = record->form();
  const std::string labels_path = "data/schema/" + form.id + "/labels.xml";
  const FileOnDisk* wording = bag.file(labels_path);
  ++number_;
  if (wording != nullptr) {
    const auto& labels = forms_.labels(form);
    if (!labels) {
      --number_;
      return unusable(bag, labels_path, labels.findings());
    }
    add_package(folder, name, bag, *record, newest);
    const forms::Cells cells(record->tree(), *labels);
    add_cells(cells, *labels, form, wording->sha512);
    add_own_rows(cells);
  } else {
    add_package(folder, name, bag, *record, newest);
  }
  add_findings(bag);
  return {};
}

void CatalogueWriter::add_package(const std::string& folder, const PackageName& name, const BagOnDisk& bag,
                                  const Record& record, bool newest) {
  const FileOnDisk* info = bag.file("bag-info.txt");
  const auto said = [info](const char* label) {
    return info == nullptr ? std::string() : bag_info_value(info->bytes, label);
  };
  const Json geometry = json_of(bag, "data/evidence/geometry.json");
  const FileOnDisk* manifest = bag.file("tagmanifest-sha512.txt");
  package_.bind(number_)
      .bind(folder)
      .bind(name.id)
      .bind(name.version)
      .bind(newest ? 1 : 0)
      .bind(text_of(json_of(bag, "data/provenance/versions.json"), "kind"))
      .bind(said("Source-Organization"))
      .bind(record.identity().year)
      .bind(record.form().id)
      .bind(said("External-Description"))
      .bind(record.identity().date)
      .bind(static_cast<std::int64_t>(member(geometry, "pages").size()))
      .bind(folder + "/" + report_path(package_name(name.id, name.version)))
      .bind(record.sha512())
      .bind(manifest == nullptr ? std::string() : manifest->sha512)
      .run();
}

void CatalogueWriter::add_cells(const forms::Cells& cells, const forms::Labels& labels, const Form& form,
                                const std::string& wording) {
  for (const forms::Label& label : labels.all()) {
    if (label.column) continue;
    if (!label.heading) {
      if (label.cells.empty()) add_cell(label.id, cells, form, wording);
      for (const std::string& column : label.cells) add_cell(label.id + "/" + column, cells, form, wording);
    } else if (cells.has_row(label.id)) {
      // A heading that holds figures in place of the rows below it.
      for (const xml::Node& cell : cells.node(label.id).elements()) {
        if (const std::string id = cells.id_of(cell); !id.empty()) add_cell(id, cells, form, wording);
      }
    }
  }
}

void CatalogueWriter::add_cell(const std::string& id, const forms::Cells& cells, const Form& form,
                               const std::string& wording) {
  const forms::Figure& figure = cells.cell(id).figure;
  cell_.bind(number_).bind(label_of(id, cells, form, wording)).bind(kind_name(figure.kind));
  cell_.bind(cells.cell(id).written);
  if (figure.known()) {
    cell_.bind(figure.number.text());
  } else {
    cell_.bind_null();
  }
  cell_.run();
}

std::int64_t CatalogueWriter::label_of(const std::string& id, const forms::Cells& cells, const Form& form,
                                       const std::string& wording) {
  const auto next = static_cast<std::int64_t>(labels_.size()) + 1;
  const auto [known, fresh] = labels_.try_emplace({wording, id}, next);
  if (fresh) {
    label_.bind(next).bind(form.id).bind(wording).bind(id).bind(cells.name(id)).bind(cells.unit(id));
    label_.run();
  }
  return known->second;
}

void CatalogueWriter::add_own_rows(const forms::Cells& cells) {
  std::int64_t position = 0;
  for (const xml::Node& row : cells.own_rows()) {
    ++position;
    const auto add = [&](const std::string& column, const xml::Node& node) {
      own_cell_.bind(number_).bind(position).bind(row.attribute("label").value_or("")).bind(column);
      own_cell_.bind(node.attribute("unit").value_or(row.attribute("unit").value_or("")));
      const std::string written = node.text();
      own_cell_.bind(trimmed(written)).run();
    };
    const std::vector<xml::Node> parts = row.elements();
    if (parts.empty()) add("", row);
    for (const xml::Node& cell : parts) add(cell.attribute("id").value_or(""), cell);
  }
}

void CatalogueWriter::add_findings(const BagOnDisk& bag) {
  const Json evidence = json_of(bag, "data/evidence/validation.json");
  const Json& findings = member(evidence, "findings");
  if (!findings.is_array()) return;
  std::int64_t position = 0;
  for (const Json& finding : findings) {
    if (!finding.is_object()) continue;
    const Json& words = member(finding, "message");
    finding_.bind(number_).bind(++position).bind(text_of(finding, "code"));
    finding_.bind(text_of(finding, "severity")).bind(number_of(finding, "line"));
    finding_.bind(text_of(finding, "xpath")).bind(text_of(words, "zh")).bind(text_of(words, "en"));
    finding_.run();
  }
}

}  // namespace banxin::archive
