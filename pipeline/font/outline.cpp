#include "font/outline.h"

#include <hb.h>

#include <cmath>
#include <memory>
#include <utility>

namespace banxin::font {
namespace {

using DrawFunctionsPtr = std::unique_ptr<hb_draw_funcs_t, Releases<hb_draw_funcs_destroy>>;

struct Pen {
  std::vector<OutlineStep> steps;
  unsigned units_per_em;
  float shift;

  EmPoint at(float x, float y) const { return {em(x + shift), em(y)}; }
  // Between two points of TrueType the curve has one of its own, on half a unit.
  Em em(float units) const {
    return Em::units(std::llround(static_cast<double>(units) * Em::units_per_em / units_per_em));
  }
};

Pen& pen_of(void* data) {
  return *static_cast<Pen*>(data);
}

void move_to(hb_draw_funcs_t* /*of*/, void* data, hb_draw_state_t* /*state*/, float x, float y, void* /*ours*/) {
  Pen& pen = pen_of(data);
  pen.steps.push_back({OutlineStep::Kind::move, pen.at(x, y)});
}

void line_to(hb_draw_funcs_t* /*of*/, void* data, hb_draw_state_t* /*state*/, float x, float y, void* /*ours*/) {
  Pen& pen = pen_of(data);
  pen.steps.push_back({OutlineStep::Kind::line, pen.at(x, y)});
}

void quadratic_to(hb_draw_funcs_t* /*of*/, void* data, hb_draw_state_t* /*state*/, float control_x, float control_y,
                  float x, float y, void* /*ours*/) {
  Pen& pen = pen_of(data);
  pen.steps.push_back({OutlineStep::Kind::quadratic, pen.at(x, y), pen.at(control_x, control_y)});
}

void cubic_to(hb_draw_funcs_t* /*of*/, void* data, hb_draw_state_t* /*state*/, float first_x, float first_y,
              float second_x, float second_y, float x, float y, void* /*ours*/) {
  Pen& pen = pen_of(data);
  pen.steps.push_back({OutlineStep::Kind::cubic, pen.at(x, y), pen.at(first_x, first_y), pen.at(second_x, second_y)});
}

void close_path(hb_draw_funcs_t* /*of*/, void* data, hb_draw_state_t* /*state*/, void* /*ours*/) {
  pen_of(data).steps.push_back({OutlineStep::Kind::close, {}});
}

DrawFunctionsPtr draw_functions() {
  DrawFunctionsPtr functions(hb_draw_funcs_create());
  hb_draw_funcs_set_move_to_func(functions.get(), move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(functions.get(), line_to, nullptr, nullptr);
  hb_draw_funcs_set_quadratic_to_func(functions.get(), quadratic_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(functions.get(), cubic_to, nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(functions.get(), close_path, nullptr, nullptr);
  return functions;
}

}  // namespace

std::vector<OutlineStep> outline_of(hb_font_t* font, GlyphId glyph, unsigned units_per_em, int shift) {
  const DrawFunctionsPtr functions = draw_functions();
  Pen pen{.steps = {}, .units_per_em = units_per_em, .shift = static_cast<float>(shift)};
  // The older name is deprecated since HarfBuzz 7, where the newer one came.
#if HB_VERSION_ATLEAST(7, 0, 0)
  hb_font_draw_glyph(font, glyph, functions.get(), &pen);
#else
  hb_font_get_glyph_shape(font, glyph, functions.get(), &pen);
#endif
  return std::move(pen.steps);
}

}  // namespace banxin::font
