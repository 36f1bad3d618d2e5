#include <string>
#include <variant>

#include "base/overloaded.h"
#include "layout/findings.h"
#include "layout/layout.h"

namespace banxin::layout {
namespace {

const char* name_of(Artifact artifact) {
  switch (artifact) {
    case Artifact::none: return "content";
    case Artifact::header: return "header";
    case Artifact::footer: return "footer";
    case Artifact::repeated_head: return "repeated-head";
    case Artifact::continued: return "continued";
    case Artifact::stamp: return "stamp";
    case Artifact::rule: return "rule";
  }
  return "";
}

const char* name_of(Colour colour) {
  switch (colour) {
    case Colour::black: return "";
    case Colour::red: return " red";
    case Colour::grey: return " grey";
  }
  return "";
}

Length width_of(const GlyphRun& run) {
  return run.clusters.empty() ? Length() : run.clusters.back().x + run.clusters.back().width;
}

class Dumper {
 public:
  explicit Dumper(const Pages& pages) : pages_(pages) {}

  std::string dump() {
    for (std::size_t p = 0; p < pages_.pages().size(); ++p) add(pages_.pages()[p], p + 1);
    for (const Bookmark& mark : pages_.bookmarks()) {
      out_ += "bookmark " + std::to_string(mark.level) + " page " + std::to_string(mark.page + 1) + " y " +
              in_mm(mark.y) + " \"" + mark.title + "\"\n";
    }
    return std::move(out_);
  }

 private:
  void add(const Page& page, std::size_t number) {
    out_ += "page " + std::to_string(number) + " " + in_mm(page.width) + " x " + in_mm(page.height) + " mm, label \"" +
            page.label + "\"\n";
    for (const PageItem& item : page.items) {
      std::visit(overloaded{[this](const GlyphRun& run) { add(run); }, [this](const Area& area) { add(area); },
                            [this](const Image& image) { add(image); }, [this](const Path& path) { add(path); }},
                 item.what);
      if (item.artifact == Artifact::none) {
        add_node(item.node);
      } else {
        out_ += std::string(" ") + name_of(item.artifact);
      }
      out_ += '\n';
    }
  }

  // Left edge, right edge and baseline; for turned text the lower end, the upper one and the baseline.
  void add(const GlyphRun& run) {
    if (run.turned) {
      out_ += "  turned text y " + in_mm(run.origin.y) + " to " + in_mm(run.origin.y - width_of(run)) + " x " +
              in_mm(run.origin.x);
    } else {
      out_ +=
          "  text " + in_mm(run.origin.x) + " to " + in_mm(run.origin.x + width_of(run)) + " y " + in_mm(run.origin.y);
    }
    out_ += " " + in_points(run.size) + "pt face " + std::to_string(run.face) + name_of(run.colour) + " \"" + run.text +
            "\"";
  }

  void add(const Area& area) {
    out_ += "  area " + in_mm(area.corner.x) + " " + in_mm(area.corner.y) + " " + in_mm(area.width) + " x " +
            in_mm(area.height) + name_of(area.colour);
  }

  void add(const Image& image) {
    out_ += "  image " + in_mm(image.corner.x) + " " + in_mm(image.corner.y) + " " + in_mm(image.width) + " x " +
            in_mm(image.height) + " " + image.picture;
  }

  void add(const Path& path) {
    out_ += "  path of " + std::to_string(path.polygons.size()) + " polygons" + name_of(path.colour);
  }

  void add_node(NodeId node) {
    out_ += " node " + std::to_string(node);
    out_ += std::string(" ") + banxin::name_of((*pages_.nodes())[node].role);
  }

  const Pages& pages_;
  std::string out_;
};

}  // namespace

std::string dump(const Pages& pages) {
  return Dumper(pages).dump();
}

}  // namespace banxin::layout
