#include "output/svg/outlines.h"

#include <fmt/format.h>

#include <iterator>
#include <vector>

namespace banxin::svg {
namespace {

struct Place {
  std::int64_t x = 0, y = 0;  // y downward, as SVG has it
};

Place place_of(const EmPoint& point) {
  return {divide_rounded(point.x.units() * units_per_em, Em::units_per_em),
          -divide_rounded(point.y.units() * units_per_em, Em::units_per_em)};
}

// Path data (SVG 2, 9.3): places from where the pen stands, which are shorter.
class PathWriter {
 public:
  void add(const OutlineStep& step) {
    switch (step.kind) {
      case OutlineStep::Kind::move:
        pen_ = {};
        out_ += 'M';
        to({step.to});
        break;
      case OutlineStep::Kind::line:
        out_ += 'l';
        to({step.to});
        break;
      case OutlineStep::Kind::quadratic:
        out_ += 'q';
        to({step.first, step.to});
        break;
      case OutlineStep::Kind::cubic:
        out_ += 'c';
        to({step.first, step.second, step.to});
        break;
      case OutlineStep::Kind::close: out_ += 'z'; break;
    }
  }

  std::string finish() && { return std::move(out_); }

 private:
  void to(const std::vector<EmPoint>& points) {
    Place last;
    for (const EmPoint& point : points) {
      last = place_of(point);
      number(last.x - pen_.x);
      number(last.y - pen_.y);
    }
    pen_ = last;
  }

  void number(std::int64_t value) {
    const char before = out_.back();
    if (value >= 0 && before >= '0' && before <= '9') out_ += ' ';
    fmt::format_to(std::back_inserter(out_), FMT_STRING("{}"), value);
  }

  std::string out_;
  Place pen_;
};

}  // namespace

const std::string& Outlines::id_of(FaceId face, const UsedGlyph& glyph) {
  // The left half of a glyph is drawn where the whole one is.
  const UsedGlyph drawn{glyph.glyph, glyph.form == GlyphForm::left_half ? GlyphForm::plain : glyph.form};
  const auto [at, is_new] = ids_.try_emplace({face, drawn});
  if (is_new) {
    PathWriter path;
    const std::vector<OutlineStep> steps = fonts_.outline(face, drawn);
    for (const OutlineStep& step : steps) path.add(step);
    if (!steps.empty()) {
      at->second =
          fmt::format(FMT_STRING("f{}g{}{}"), face, drawn.glyph, drawn.form == GlyphForm::right_half ? "r" : "");
      paths_[at->second] = fmt::format(FMT_STRING("<path id=\"{}\" d=\"{}\"/>"), at->second, std::move(path).finish());
    }
  }
  return at->second;
}

}  // namespace banxin::svg
