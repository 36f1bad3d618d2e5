#include "validate/order.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace banxin::validate {
namespace {

// Lines alone are not enough: a whole record may be on one line.
class Positions {
 public:
  Positions(const Findings& findings, const xml::Tree& record) {
    for (const Diagnostic& finding : findings) wanted_.insert(finding.place.xpath);
    visit(record.root());
  }

  // The record's nodes count from 1 in document order.
  int of(const Place& place) const {
    const auto found = positions_.find(place.xpath);
    return found == positions_.end() ? 0 : found->second;
  }

 private:
  // Goes down only where something wanted is below.
  void visit(const xml::Node& node) {
    const std::string path = node.xpath();
    const auto first = wanted_.lower_bound(path);
    if (first == wanted_.end() || !first->starts_with(path)) return;
    if (*first == path) positions_.emplace(path, ++count_);
    for (const xml::Node& attribute : node.attributes()) visit(attribute);
    for (const xml::Node& child : node.children()) visit(child);
  }

  std::set<std::string> wanted_;
  std::map<std::string, int> positions_;
  int count_ = 0;
};

}  // namespace

void sort_by_place(Findings& findings, const xml::Tree& record) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.place.line < b.place.line; });
  const auto same_line =
      std::adjacent_find(findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.place.line == b.place.line && a.place.xpath != b.place.xpath;
      });
  if (same_line == findings.end()) return;
  const Positions positions(findings, record);
  const auto key = [&](const Diagnostic& finding) {
    return std::pair(finding.place.line, positions.of(finding.place));
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

}  // namespace banxin::validate
