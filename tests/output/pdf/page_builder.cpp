#include "page_builder.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "layout/seal.h"

namespace banxin::test {
namespace {

FaceId face_for(const FontBook& fonts, FontRole role) {
  return fonts.chain(role).front();
}

bool is_space(std::string_view text) {
  return text == " " || text == "\u3000";
}

GlyphRun set_run(const FontBook& fonts, std::string_view text, Point at, const Setting& setting) {
  GlyphRun run;
  run.face = face_for(fonts, setting.font);
  run.size = setting.size;
  run.origin = at;
  run.colour = setting.colour;
  run.text = text;
  const auto length = static_cast<std::uint32_t>(text.size());
  const auto shaped = fonts.shape(run.face, text, {0, length}, "zh-Hans", {});
  Length pen;
  for (std::size_t i = 0; i < shaped.size();) {
    std::size_t next = i;
    while (next < shaped.size() && shaped[next].cluster == shaped[i].cluster) ++next;
    PlacedCluster cluster;
    cluster.text = {shaped[i].cluster, next < shaped.size() ? shaped[next].cluster : length};
    cluster.first_glyph = static_cast<std::uint32_t>(run.glyphs.size());
    cluster.x = pen;
    const bool space = is_space(text.substr(cluster.text.begin, cluster.text.size()));
    for (; i < next; ++i) {
      if (!space) {
        run.glyphs.push_back({.glyph = shaped[i].glyph,
                              .form = CellForm::whole,
                              .x = pen + shaped[i].x_offset.at(setting.size),
                              .y = shaped[i].y_offset.at(setting.size)});
      }
      pen += shaped[i].advance.at(setting.size);
    }
    cluster.glyph_count = static_cast<std::uint32_t>(run.glyphs.size()) - cluster.first_glyph;
    cluster.width = pen - cluster.x;
    pen += setting.spread;
    run.clusters.push_back(cluster);
  }
  return run;
}

}  // namespace

PageBuilder::PageBuilder(const FontBook& fonts) : fonts_(fonts) {
  info = {.title = "瑞安市商务局2018年度政府信息公开工作年度报告",
          .author = "瑞安市商务局",
          .language = "zh-Hans",
          .subject = "政府信息公开工作年度报告（2018）",
          .date = 1552608000,
          .draft = false};
  nodes_.emplace_back();
  nodes_[0].role = NodeRole::document;
}

NodeId PageBuilder::node(NodeRole role, NodeId parent) {
  Node node;
  node.role = role;
  node.parent = parent;
  nodes_.push_back(std::move(node));
  return static_cast<NodeId>(nodes_.size() - 1);
}

void PageBuilder::page(const std::string& label) {
  pages_.push_back({.width = Length::mm(210), .height = Length::mm(297), .items = {}, .label = label});
}

Point PageBuilder::text(NodeId node, std::string_view text, Point at, const Setting& setting) {
  GlyphRun run = set_run(fonts_, text, at, setting);
  const Point end{at.x + run.clusters.back().x + run.clusters.back().width, at.y};
  pages_.back().items.push_back({.what = std::move(run), .node = node, .artifact = setting.artifact, .origin = 0});
  return end;
}

void PageBuilder::area(Point corner, Length width, Length height, Colour colour) {
  pages_.back().items.push_back({.what = Area{.corner = corner, .width = width, .height = height, .colour = colour},
                                 .node = 0,
                                 .artifact = Artifact::rule,
                                 .origin = 0});
}

Pages PageBuilder::build() const {
  return layout::Seal::seal({.info = info,
                             .nodes = std::make_shared<const NodeTree>(nodes_),
                             .origins = std::make_shared<const OriginTable>("record.xml"),
                             .pictures = nullptr,
                             .pages = pages_,
                             .bookmarks = bookmarks});
}

std::string PageBuilder::copied_text() const {
  std::string out;
  for (const Page& page : pages_) {
    for (const PageItem& item : page.items) {
      if (const auto* run = std::get_if<GlyphRun>(&item.what)) out += without_white_space(run->text);
    }
  }
  return out;
}

std::string without_white_space(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, 3) == "\u3000") {
      i += 3;
    } else {
      if (std::string_view(" \n\r\f\t").find(text[i]) == std::string_view::npos) out += text[i];
      ++i;
    }
  }
  return out;
}

std::optional<FontBook> debian_fonts() {
  Result<FontBook> book = FontBook::open(BANXIN_SOURCE_DIR "/tests/output/pdf/debian.profile", {});
  if (!book) return std::nullopt;
  return *std::move(book);
}

namespace {

constexpr Length left = Length::mm(28);
constexpr Length top = Length::mm(42);
constexpr Length pitch = Length::points(30);

Point line(int n) {
  return {left, top + pitch * n};
}

Setting number_setting() {
  Setting setting;
  setting.size = Length::points(14);
  setting.artifact = Artifact::footer;
  return setting;
}

// Rows of a label and a figure; the head again, as an artifact, on the second page.
void add_table(PageBuilder& builder) {
  const NodeId table = builder.node(NodeRole::table);
  builder[table].language = "zh-Hans";
  Setting hei;
  hei.font = FontRole::hei;
  hei.size = Length::points(12);
  builder.text(builder.node(NodeRole::caption, table), "政府信息公开情况统计表", line(10), hei);
  const NodeId head_row = builder.node(NodeRole::table_row, builder.node(NodeRole::table_head, table));
  const NodeId stub = builder.node(NodeRole::header_cell, head_row);
  const NodeId count = builder.node(NodeRole::header_cell, head_row);
  builder[stub].scope = HeaderScope::column;
  builder[stub].column_span = 2;
  builder[count].scope = HeaderScope::column;
  builder.text(stub, "统计指标", line(11), hei);
  builder.text(count, "统计数", {Length::mm(120), line(11).y}, hei);
  const NodeId body = builder.node(NodeRole::table_body, table);
  Setting cell;
  cell.font = FontRole::fangsong;
  cell.size = Length::points(12);
  for (int i = 0; i < 6; ++i) {
    if (i == 3) {
      builder.page("3");
      Setting repeated = hei;
      repeated.artifact = Artifact::continued;
      builder.text(0, "续表", line(0), repeated);
    }
    const int at = i < 3 ? 12 + i : i - 2;
    const NodeId row = builder.node(NodeRole::table_row, body);
    const NodeId label = builder.node(NodeRole::header_cell, row);
    builder[label].scope = HeaderScope::row;
    builder[label].headers = {stub};
    if (i != 4) builder[label].column_span = 2;
    builder.text(label, "（一）收到申请数", line(at), cell);
    if (i == 4) {
      const NodeId unit = builder.node(NodeRole::data_cell, row);
      builder[unit].headers = {label, stub};
      builder.text(unit, "件", {Length::mm(90), line(at).y}, cell);
    }
    const NodeId figure = builder.node(NodeRole::data_cell, row);
    builder[figure].headers = {label, count};
    if (i != 1) builder.text(figure, std::to_string(275 + i), {Length::mm(120), line(at).y}, cell);  // one is blank
    builder.area({left, line(at).y + Length::points(6)}, Length::mm(156), Length::units(34020));
  }
}

}  // namespace

PageBuilder sample_report(const FontBook& fonts) {
  PageBuilder builder(fonts);
  builder.page("1");
  Setting title;
  title.font = FontRole::xiaobiaosong;
  title.size = Length::points(22);
  Setting hei;
  hei.font = FontRole::hei;
  Setting body;
  body.font = FontRole::fangsong;
  body.spread = Length::units(-10319);  // the grid's 15.785 pt
  Setting latin;
  latin.font = FontRole::latin;

  builder.text(builder.node(NodeRole::title), builder.info.title, line(0), title);
  const NodeId section = builder.node(NodeRole::section);
  builder.text(builder.node(NodeRole::heading1, section), "一、概述", line(1), hei);
  const NodeId heading = builder.node(NodeRole::heading2, section);
  const NodeId run_in = builder.node(NodeRole::paragraph, section);
  Point pen = builder.text(heading, "（一）强化组织领导。", line(2), {});
  builder.text(run_in, "成立领导小组，", pen, body);
  builder.area({left, line(2).y + Length::points(4)}, Length::mm(100), Length::mm(1), Colour::red);
  builder.text(run_in, "统一思想——明确责任……𠅤氏与䶮氏，⼀与一。", line(3), body);

  const NodeId mixed = builder.node(NodeRole::paragraph, section);
  pen = builder.text(mixed, "主动公开 ", line(4), body);
  const NodeId foreign = builder.node(NodeRole::span, mixed);
  builder[foreign].language = "en";
  pen = builder.text(foreign, "Open Government", pen, latin);
  const NodeId link = builder.node(NodeRole::link, mixed);
  builder[link].target = "https://www.example.org/公开";
  pen = builder.text(link, "见网站", pen, body);
  builder.text(mixed, "。1,284.50 元", pen, body);

  const NodeId item = builder.node(NodeRole::list_item, builder.node(NodeRole::list, section));
  builder.text(builder.node(NodeRole::list_body, item), "● 受理点", line(5), body);

  const NodeId crossing = builder.node(NodeRole::paragraph, section);
  Setting red = body;
  red.colour = Colour::red;
  builder.text(crossing, "本段从第一页", line(20), red);
  builder.text(0, "— 1 —", {Length::mm(165), Length::mm(270)}, number_setting());
  builder.page("2");
  builder.text(crossing, "到第二页。", line(0), body);
  add_table(builder);
  builder.text(builder.node(NodeRole::paragraph), "瑞安市商务局　2019年3月15日", line(8), body);
  builder.bookmarks = {{.title = builder.info.title, .level = 1, .node = 1, .page = 0, .y = top},
                       {.title = "一、概述", .level = 2, .node = 3, .page = 0, .y = line(1).y},
                       {.title = "（一）强化组织领导。", .level = 3, .node = 4, .page = 0, .y = line(2).y},
                       {.title = "统计表", .level = 2, .node = 0, .page = 1, .y = line(10).y}};
  return builder;
}

}  // namespace banxin::test
