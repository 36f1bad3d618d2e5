#pragma once

#include <string>
#include <vector>

#include "archive/bag.h"

namespace banxin::archive {

// What a package's metadata says of its report.
struct MetadataFacts {
  std::string title, bureau, form, language;
  std::string format, media_type, claim;             // of the report
  std::string received_format, received_media_type;  // of the file that the record was imported from; else empty
  std::string year, date;                            // as the record writes them
  int pages = 0;
};

// data/metadata/record.xml (AR-79): what describes the package, under the element names of DA/T 46-2009 and DA/T
// 48-2009, as far as it can be taken from a record. Terms that only the bureau can set (保管期限, 密级) are left to
// whoever takes the package into an archive (AR-93). `files` are the documents, the report first.
std::string metadata_record(const MetadataFacts& facts, const std::string& package,
                            const std::vector<const BagFile*>& files);

}  // namespace banxin::archive
