#include "feedback/path.h"

#include <algorithm>

namespace banxin::feedback {
namespace {

struct Step {
  std::string_view name;  // of an attribute with its @
  int position = 0;
};

// Takes the first step off a path that begins with /.
Step take_step(std::string_view& xpath) {
  constexpr int most = 10'000'000;
  xpath.remove_prefix(1);
  const std::string_view whole = xpath.substr(0, xpath.find('/'));
  xpath.remove_prefix(whole.size());
  Step step{whole.substr(0, whole.find('['))};
  for (const char c : whole.substr(step.name.size())) {
    if (c >= '0' && c <= '9' && step.position < most) step.position = step.position * 10 + (c - '0');
  }
  return step;
}

std::optional<xml::Node> find_below(const xml::Node& node, const Step& step) {
  if (step.name.starts_with('@')) {
    const std::string_view name = step.name.substr(1);
    const std::string_view local = name.substr(name.find(':') + 1);  // without a colon, from its beginning
    for (const xml::Node& attribute : node.attributes()) {
      if (attribute.name() == local) return attribute;
    }
    return std::nullopt;
  }
  int left = std::max(step.position, 1);
  for (const xml::Node& child : node.elements()) {
    if (child.name() == step.name && --left == 0) return child;
  }
  return std::nullopt;
}

bool is_text(std::string_view xpath) {
  return xpath.substr(0, xpath.rfind('[')).ends_with("/text()") || xpath.ends_with("/text()");
}

}  // namespace

std::vector<Reached> follow(const xml::Tree& tree, std::string_view xpath) {
  std::vector<Reached> way;
  if (!xpath.starts_with('/')) return way;
  take_step(xpath);
  xml::Node node = tree.root();
  while (xpath.starts_with('/')) {
    const Step step = take_step(xpath);
    const auto next = find_below(node, step);
    if (!next) break;
    node = *next;
    way.push_back({node, step.position});
  }
  return way;
}

std::optional<xml::Node> node_at(const xml::Tree& tree, std::string_view xpath) {
  const auto way = follow(tree, xpath);
  const auto steps = static_cast<std::size_t>(std::count(xpath.begin(), xpath.end(), '/'));
  if (steps == 0 || way.size() + 1 + (is_text(xpath) ? 1 : 0) != steps) return std::nullopt;
  return way.empty() ? tree.root() : way.back().node;
}

}  // namespace banxin::feedback
