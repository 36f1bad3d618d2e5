// What a form's stylesheet gives, whoever wrote the stylesheet: the document vocabulary and what is none of it.

#include "compose/compose.h"
#include "compose/document_reader.h"
#include "fuzz/door.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool ready = (xml::initialise(), true);
  expect(ready, "the library is there");
  const auto tree = xml::Tree::parse(view(data, size), "result.xml");
  expect_told(tree);
  if (!tree) return 0;
  auto origins = std::make_shared<OriginTable>("record.xml");
  origins->add({7, "/record/chapter[1]"});
  const auto document = compose::read_document(*tree, origins, nullptr, "document.xsl", false);
  expect_told(document);
  if (document) compose::dump(*document);
  return 0;
}

}  // namespace banxin::fuzz
