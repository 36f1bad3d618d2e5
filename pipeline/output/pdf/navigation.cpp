#include "output/pdf/navigation.h"

#include <algorithm>
#include <string>
#include <utility>

#include "output/pdf/decimal.h"

namespace banxin::pdf {
namespace {

// A bookmark in its place among the others; -1 stands for none, the outline itself being the parent of the outermost.
struct Item {
  int parent = -1, previous = -1, next = -1, first = -1, last = -1;
  int descendants = 0;
};

std::vector<Item> arrange(const std::vector<Bookmark>& bookmarks, Item& outline) {
  std::vector<Item> items(bookmarks.size());
  std::vector<int> open;  // from the outermost to the latest
  for (int i = 0; i < static_cast<int>(bookmarks.size()); ++i) {
    Item& item = items[static_cast<std::size_t>(i)];
    while (!open.empty() &&
           bookmarks[static_cast<std::size_t>(open.back())].level >= bookmarks[static_cast<std::size_t>(i)].level) {
      open.pop_back();
    }
    item.parent = open.empty() ? -1 : open.back();
    Item& parent = open.empty() ? outline : items[static_cast<std::size_t>(open.back())];
    item.previous = parent.last;
    if (parent.last >= 0) items[static_cast<std::size_t>(parent.last)].next = i;
    if (parent.first < 0) parent.first = i;
    parent.last = i;
    for (const int ancestor : open) ++items[static_cast<std::size_t>(ancestor)].descendants;
    ++outline.descendants;
    open.push_back(i);
  }
  return items;
}

bool is_number(const std::string& label) {
  constexpr std::size_t longest = 9;
  return !label.empty() && label.size() <= longest && label[0] != '0' &&
         std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Ref> write_outline(ObjectWriter& writer, const Pages& pages, const std::vector<Ref>& page_refs) {
  const std::vector<Bookmark>& bookmarks = pages.bookmarks();
  if (bookmarks.empty()) return std::nullopt;
  Item outline;
  const std::vector<Item> items = arrange(bookmarks, outline);
  const Ref root = writer.reserve();
  std::vector<Ref> refs;
  for (std::size_t i = 0; i < items.size(); ++i) refs.push_back(writer.reserve());
  const auto ref = [&](int index) { return index < 0 ? root : refs[static_cast<std::size_t>(index)]; };
  const auto add_kids = [&](Dictionary& out, const Item& item) {
    if (item.first < 0) return;
    out.push_back({"First", ref(item.first)});
    out.push_back({"Last", ref(item.last)});
    out.push_back({"Count", item.descendants});
  };

  for (std::size_t i = 0; i < items.size(); ++i) {
    const Bookmark& bookmark = bookmarks[i];
    const auto page = static_cast<std::size_t>(bookmark.page);
    const std::string top = decimal(in_points(pages.pages()[page].height - bookmark.y, 3), 3);
    Dictionary out = {{"Title", Text{bookmark.title}},
                      {"Parent", ref(items[i].parent)},
                      {"Dest", Array{page_refs[page], Name{"XYZ"}, Raw{"null"}, Raw{top}, Raw{"null"}}}};
    if (items[i].previous >= 0) out.push_back({"Prev", ref(items[i].previous)});
    if (items[i].next >= 0) out.push_back({"Next", ref(items[i].next)});
    add_kids(out, items[i]);
    writer.put(refs[i], out);
  }
  Dictionary out = {{"Type", Name{"Outlines"}}};
  add_kids(out, outline);
  writer.put(root, out);
  return root;
}

Dictionary page_labels(const std::vector<Page>& pages) {
  Array ranges;
  int expected = 0;  // the number that the range goes on with; 0: no range of numbers is open
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string& label = pages[i].label;
    const int number = is_number(label) ? std::stoi(label) : 0;
    if (number != 0 && number == expected) {
      ++expected;
      continue;
    }
    expected = number == 0 ? 0 : number + 1;
    Dictionary range;
    if (number != 0) {
      range.push_back({"S", Name{"D"}});
      if (number != 1) range.push_back({"St", number});
    } else if (!label.empty()) {
      range.push_back({"P", Text{label}});
    }
    ranges.push_back(static_cast<std::int64_t>(i));
    ranges.push_back(std::move(range));
  }
  return {{"Nums", std::move(ranges)}};
}

}  // namespace banxin::pdf
