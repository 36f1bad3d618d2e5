#include "output/pdf/attachment.h"

#include "base/digest.h"
#include "output/calendar.h"

namespace banxin::pdf {

Ref write_attachment(ObjectWriter& writer, const Source& source, std::int64_t date) {
  const Ref file =
      writer.add_stream({{"Type", Name{"EmbeddedFile"}},
                         {"Subtype", Name{"text/xml"}},
                         {"Params", Dictionary{{"Size", source.bytes.size()},
                                               {"ModDate", Text{output::pdf_date(date)}},
                                               {"CheckSum", Bytes{digest(DigestKind::md5, source.bytes)}}}}},
                        source.bytes, Packing::text);
  return writer.add({{"Type", Name{"Filespec"}},
                     {"F", Text{source.file_name}},
                     {"UF", Text{source.display_name}},
                     {"Desc", Text{source.description.zh}},
                     {"AFRelationship", Name{"Source"}},
                     {"EF", Dictionary{{"F", file}, {"UF", file}}}});
}

}  // namespace banxin::pdf
