#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace banxin {

// Names a place of the record. 0 is the record as a whole (line 0, no path). Carried by every block, glyph run and page
// item, so that whatever goes wrong later can name the line that caused it.
using OriginId = std::uint32_t;

struct Origin {
  int line = 0;
  std::string xpath;
};

// The places of one record that its document refers to. Filled by `compose`, then immutable and shared downstream.
class OriginTable {
 public:
  explicit OriginTable(std::string file) : file_(std::move(file)), origins_(1) {}

  OriginId add(Origin origin) {
    origins_.push_back(std::move(origin));
    return static_cast<OriginId>(origins_.size() - 1);
  }
  // Ids are below it.
  std::size_t size() const { return origins_.size(); }
  // An id that was never given out is answered with the record as a whole.
  Place place(OriginId id) const {
    const Origin& o = origins_[id < origins_.size() ? id : 0];
    return {file_, o.line, o.xpath};
  }

 private:
  std::string file_;
  std::vector<Origin> origins_;
};

}  // namespace banxin
