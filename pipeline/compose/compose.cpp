#include "compose/compose.h"

#include <map>
#include <stdexcept>
#include <utility>

#include "compose/document_reader.h"
#include "forms/chapter_numbers.h"
#include "xml/xml.h"

namespace banxin::compose {
namespace {

constexpr const char* origin_namespace = "urn:banxin:origin:1";

// o:child(NODE, ID): the first child element of the node that has this id; none for an empty set. The predicate [@id =
// $id] says the same, but looks the variable up, and copies it, for every child.
xml::Value child_with_id(const std::vector<xml::Value>& arguments) {
  const auto* nodes = arguments.size() == 2 ? std::get_if<std::vector<xml::Node>>(arguments.data()) : nullptr;
  if (nodes == nullptr) throw std::invalid_argument("o:child takes a node set and an id");
  if (nodes->empty()) return std::vector<xml::Node>();
  const std::string id = xml::to_string(arguments[1]);
  for (const xml::Node& child : nodes->front().elements()) {
    if (child.attribute("id") == id) return std::vector<xml::Node>{child};
  }
  return std::vector<xml::Node>();
}

}  // namespace

struct Composer::Impl {
  xml::Stylesheet stylesheet;
  std::string path;
};

Result<Composer> Composer::load(const Form& form) {
  const std::string path = form.folder + "/document.xsl";
  auto stylesheet = xml::Stylesheet::load(path, form.common_folder);
  if (!stylesheet) return stylesheet.take_findings();
  Composer composer;
  composer.impl_ = std::make_shared<const Impl>(Impl{*std::move(stylesheet), path});
  return composer;
}

Result<Document> Composer::compose(const ValidatedRecord& record, const SharedPictures& pictures) const {
  const xml::Tree& tree = record.tree();
  auto origins = std::make_shared<OriginTable>(tree.file());
  // o:origin(NODES, ...): enters the place of the first node of the first set that is not empty, and gives its number.
  const xml::Function origin = [&origins](const std::vector<xml::Value>& arguments) -> xml::Value {
    for (const xml::Value& argument : arguments) {
      const auto* nodes = std::get_if<std::vector<xml::Node>>(&argument);
      if (nodes == nullptr) throw std::invalid_argument("o:origin takes node sets");
      if (nodes->empty()) continue;
      return static_cast<double>(origins->add({nodes->front().line(), nodes->front().xpath()}));
    }
    return 0.0;
  };
  // o:heading(CHAPTER, OFFICIAL): the heading of a chapter that the form prescribes, with its number on this page.
  const forms::ChapterNumbers numbers(tree.root());
  const xml::Function heading = [&numbers](const std::vector<xml::Value>& arguments) -> xml::Value {
    const auto* nodes = arguments.size() == 2 ? std::get_if<std::vector<xml::Node>>(arguments.data()) : nullptr;
    if (nodes == nullptr || nodes->empty()) throw std::invalid_argument("o:heading takes a chapter and its heading");
    return numbers.printed(nodes->front(), xml::to_string(arguments[1]));
  };
  // o:picture(PICTURE): the digest of the picture that the element names; empty where it cannot be had.
  // What lacks one is a draft.
  bool lacks_one = false;
  const xml::Function picture = [&pictures, &lacks_one](const std::vector<xml::Value>& arguments) -> xml::Value {
    const auto* nodes = arguments.size() == 1 ? std::get_if<std::vector<xml::Node>>(arguments.data()) : nullptr;
    if (nodes == nullptr) throw std::invalid_argument("o:picture takes a node set");
    std::string digest;
    if (!nodes->empty() && pictures != nullptr) digest = pictures->digest_of(nodes->front().xpath());
    lacks_one = lacks_one || digest.empty();
    return digest;
  };
  // o:form(): the form's name as titles have it.
  const xml::Function form = [&record](const std::vector<xml::Value>&) -> xml::Value {
    return record.record().form().title_name();
  };
  auto result = impl_->stylesheet.apply(tree, {{{origin_namespace, "child"}, child_with_id},
                                               {{origin_namespace, "form"}, form},
                                               {{origin_namespace, "heading"}, heading},
                                               {{origin_namespace, "origin"}, origin},
                                               {{origin_namespace, "picture"}, picture}});
  if (!result) return result.take_findings();
  return read_document(*result, std::move(origins), pictures, impl_->path, record.is_draft() || lacks_one);
}

}  // namespace banxin::compose
