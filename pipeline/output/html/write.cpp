#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/base64.h"
#include "base/overloaded.h"
#include "base/text.h"
#include "compose/pieces.h"
#include "output/html/chart.h"
#include "output/html/html.h"
#include "output/html/markup.h"
#include "output/html/style_sheet.h"
#include "output/seal.h"

namespace banxin::html {
namespace {

using compose::Piece;
using compose::pieces_of;
using compose::text_of;

constexpr std::string_view draft_mark = "草稿";

// The element that a piece of this node is: h1 to h5, li, p.
std::string_view element_of(const Node& node) {
  constexpr std::array<std::string_view, 6> headings = {"", "h1", "h2", "h3", "h4", "h5"};
  if (const int level = heading_level(node.role); level > 0) return headings.at(static_cast<std::size_t>(level));
  return node.role == NodeRole::list_body ? "li" : "p";
}

bool is_blank(const Piece& piece) {
  return trimmed(text_of(piece)).empty();
}

std::string file_name_of(const std::string& link) {
  return link.substr(link.rfind('/') + 1);
}

// What stands at an address, as far as its suffix says.
std::string name_of_link(const std::string& link) {
  if (link.ends_with(".xml")) return "本报告的记录（XML）";
  for (const OutputRow& row : outputs()) {
    if (link.ends_with(row.suffix)) return fmt::format("本报告的 {} 文件", row.format);
  }
  return file_name_of(link);
}

class PageWriter {
 public:
  PageWriter(const Document& document, const PageStyle& style, const std::vector<std::string>& links, OutputKind kind)
      : document_(document),
        nodes_(*document.nodes()),
        style_(style),
        links_(links),
        page_(kind == OutputKind::html_page) {
    for (const Node& node : nodes_) headers_.insert(node.headers.begin(), node.headers.end());
  }

  std::string write() && {
    const DocumentInfo& info = document_.info();
    if (page_) {
      head(info);
      out_.begin("body").line().begin("main").line();
    } else {
      out_.begin("div", {{"lang", info.language}}).line();
    }
    if (info.draft) {
      out_.begin("p", {{"class", in_page("draft")}}).element("strong", draft_mark).end().line();
    }
    for (const Block& block : document_.blocks()) {
      std::visit(overloaded{[this](const Paragraph& it) { block_of(it); }, [this](const Table& it) { table(it); },
                            [this](const Figure& it) { figure(it); }, [](const PageBreak&) {}},
                 block);
    }
    end_list();
    if (page_) out_.end().line();  // main
    downloads();
    out_.end().line();  // body, or the fragment's one element
    if (page_) out_.end().line();
    return std::move(out_).finish();
  }

 private:
  // A class of the style sheet, which a fragment has not.
  std::string in_page(std::string_view name) const { return page_ ? std::string(name) : std::string(); }

  void head(const DocumentInfo& info) {
    out_.raw("<!DOCTYPE html>\n").begin("html", {{"lang", info.language}}).line().begin("head").line();
    out_.empty("meta", {{"charset", "utf-8"}}).line();
    const std::string mark = info.draft ? fmt::format("（{}）", draft_mark) : std::string();
    out_.element("title", mark + info.title).line();
    out_.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}).line();
    out_.empty("meta", {{"name", "author"}, {"content", info.author}}).line();
    out_.empty("meta", {{"name", "description"}, {"content", info.subject}}).line();
    out_.begin("style").line().raw(style_sheet(style_)).end().line().end().line();
  }

  void block_of(const Paragraph& paragraph) {
    const std::vector<Piece> pieces = pieces_of(paragraph, nodes_);
    const bool is_item = !pieces.empty() && nodes_[pieces.front().node].role == NodeRole::list_body;
    const NodeId list = is_item ? nodes_[nodes_[pieces.front().node].parent].parent : 0;
    if (list != list_) {
      end_list();
      if (is_item) out_.begin("ul").line();
      list_ = list;
    }
    const bool runs_in = pieces.size() > 1 && page_;
    if (runs_in) out_.begin("div", {{"class", "run-in"}});
    for (const Piece& one : pieces) {
      piece(one, paragraph.style);
      if (!runs_in) out_.line();
    }
    if (runs_in) out_.end().line();
  }

  void end_list() {
    if (list_ != 0) out_.end().line();
    list_ = 0;
  }

  void piece(const Piece& piece, const std::string& style) {
    if (is_blank(piece)) return;
    const Node& node = nodes_[piece.node];
    const std::string_view element = element_of(node);
    const bool usual = style == "body" || style == "title" || style.starts_with("heading-");
    out_.begin(element, {{"class", in_page(usual ? "" : style)}, {"lang", node.language}});
    inlines(piece);
    out_.end();
    if (heading_level(node.role) > 0) heading_ = text_of(piece);
  }

  void inlines(const Piece& piece) {
    for (const Inline* one : piece.inlines) {
      const Node& node = nodes_[one->node];
      if (node.role == NodeRole::link) {
        out_.element("a", one->text, {{"href", node.target}});
      } else if (node.role == NodeRole::span && !node.language.empty()) {
        out_.element("span", one->text, {{"lang", node.language}});
      } else {
        lines(one->text);
      }
    }
  }

  void lines(std::string_view text) {
    for (std::size_t end = 0; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
      out_.text(text.substr(0, end)).empty("br", {});
    }
    out_.text(text);
  }

  // FG-08: within the file, which is one and whole: its digest covers its pictures, and nothing can be lost beside it.
  void figure(const Figure& figure) {
    end_list();
    if (figure.chart) return chart(figure);
    const Picture& picture = *document_.pictures()->find(figure.picture);
    out_.begin("figure", {{"style", "margin:1em 0;text-align:center"}});
    out_.empty("img", {{"src", fmt::format("data:{};base64,{}", media_type_of(picture.kind), to_base64(picture.file))},
                       {"alt", nodes_[figure.node].alternative},
                       {"width", std::to_string(picture.width)},
                       {"height", std::to_string(picture.height)},
                       {"style", fmt::format("width:{}%;height:auto", figure.width)}});
    if (!figure.caption.inlines.empty()) {
      out_.begin("figcaption", {{"class", in_page(figure.caption.style)}});
      for (const Piece& one : pieces_of(figure.caption, nodes_)) inlines(one);
      out_.end();
    }
    out_.end().line();
  }

  // On a page drawn, with its figures as a table below, which a portal's editor keeps and a drawing not.
  void chart(const Figure& figure) {
    const std::string title = compose::text_of(figure.caption);
    if (page_) {
      out_.begin("figure", {{"style", "margin:1em 0;text-align:center"}});
      out_.raw(chart_drawing(*figure.chart, nodes_[figure.node].alternative, figure.node));
      if (!title.empty()) out_.element("figcaption", title, {{"class", figure.caption.style}});
      out_.end().line().begin("details").element("summary", "图中的数");
    }
    const std::string look = page_ ? "" : "border:1px solid;padding:4px;text-align:center";
    out_.begin("table", {{"style", page_ ? "" : "border-collapse:collapse;width:100%"}}).line();
    out_.element("caption", title.empty() ? heading_ : title, {{"class", in_page("hidden")}});
    bool head = true;
    for (const std::vector<std::string>& row : compose::rows_of(*figure.chart)) {
      if (head) out_.begin("thead").line();
      out_.begin("tr");
      for (std::size_t i = 0; i < row.size(); ++i) {
        const bool heads = (head || i == 0) && !row[i].empty();
        out_.element(heads ? "th" : "td", row[i], {{"scope", !heads ? "" : head ? "col" : "row"}, {"style", look}});
      }
      out_.end().line();
      if (head) out_.end().line().begin("tbody").line();
      head = false;
    }
    out_.end().line().end().line();
    if (page_) out_.end().line();
  }

  void table(const Table& table) {
    end_list();
    const std::string id = fmt::format("t{}", table.node);
    // A wide table is moved sideways, by the keyboard too (WCAG 2.2, 2.1.1).
    if (page_) {
      out_.begin("div", {{"class", "scroll"}, {"role", "group"}, {"tabindex", "0"}, {"aria-labelledby", id}}).line();
    }
    out_.begin("table", {{"style", page_ ? "" : "border-collapse:collapse;width:100%"}}).line();
    caption(table, id);
    std::size_t next = 0;
    if (table.head_rows > 0) rows(table, "thead", 0, table.head_rows, next);
    rows(table, "tbody", table.head_rows, static_cast<int>(table.rows.size()), next);
    out_.end().line();
    if (page_) out_.end().line();
  }

  // A table that has none is called by the heading above it, which nobody needs to see twice on a page.
  void caption(const Table& table, const std::string& id) {
    const bool has_one = std::any_of(table.above.begin(), table.above.end(),
                                     [](const Paragraph& one) { return !trimmed(text_of(one)).empty(); });
    if (!has_one) {
      out_.element("caption", heading_, {{"id", page_ ? id : ""}, {"class", in_page("hidden")}}).line();
      return;
    }
    out_.begin("caption", {{"id", page_ ? id : ""}});
    for (const Paragraph& one : table.above) {
      for (const Piece& part : pieces_of(one, nodes_)) {
        if (is_blank(part)) continue;
        out_.begin("p", {{"class", in_page(one.style)}});
        inlines(part);
        out_.end();
      }
    }
    out_.end().line();
  }

  void rows(const Table& table, std::string_view group, int first, int end, std::size_t& next) {
    out_.begin(group).line();
    for (int row = first; row < end; ++row) {
      out_.begin("tr");
      for (; next < table.cells.size() && table.cells[next].row == row; ++next) cell(table.cells[next]);
      out_.end().line();
    }
    out_.end().line();
  }

  void cell(const TableCell& cell) {
    const Node& node = nodes_[cell.node];
    const bool heads = node.role == NodeRole::header_cell;
    const auto span = [](int count) { return count > 1 ? std::to_string(count) : std::string(); };
    std::string headers;
    for (const NodeId header : node.headers) headers += fmt::format("{}h{}", headers.empty() ? "" : " ", header);
    out_.begin(heads ? "th" : "td", {{"id", headers_.contains(cell.node) ? fmt::format("h{}", cell.node) : ""},
                                     {"scope", !heads                           ? ""
                                               : node.scope == HeaderScope::row ? "row"
                                                                                : "col"},
                                     {"headers", headers},
                                     {"rowspan", span(cell.row_span)},
                                     {"colspan", span(cell.column_span)},
                                     {"class", page_ ? classes_of(cell, heads, node) : ""},
                                     {"style", page_ ? "" : look_of(cell)}});
    const std::vector<Piece> pieces = pieces_of(cell.text, nodes_);
    for (const Piece& one : pieces) inlines(one);
    out_.end();
  }

  // What differs from the style sheet's th and td.
  static std::string classes_of(const TableCell& cell, bool heads, const Node& node) {
    const Alignment usual = heads && node.scope == HeaderScope::row ? Alignment::left : Alignment::centred;
    std::vector<std::string> classes;
    if (cell.upright) classes.emplace_back("upright");
    if (cell.vertical == VerticalAlignment::top) classes.emplace_back("top");
    if (cell.alignment != usual && !cell.upright) classes.emplace_back(alignment_class(cell.alignment));
    if (cell.indent > 0) classes.push_back(fmt::format("in-{}", std::min(cell.indent, 4)));
    return fmt::format("{}", fmt::join(classes, " "));
  }

  static std::string_view alignment_class(Alignment alignment) {
    if (alignment == Alignment::left || alignment == Alignment::justified) return "left";
    return alignment == Alignment::right ? "right" : "centre";
  }

  static std::string look_of(const TableCell& cell) {
    std::string look = "border:1px solid;padding:4px;text-align:";
    const std::string_view side = alignment_class(cell.alignment);
    look += side == "centre" ? "center" : side;
    if (cell.indent > 0) look += fmt::format(";padding-left:{}em", cell.indent);
    return look;
  }

  void downloads() {
    if (links_.empty()) return;
    if (page_) out_.begin("nav", {{"aria-label", "下载"}}).line();
    out_.begin("ul").line();
    for (const std::string& link : links_) {
      out_.begin("li").element("a", name_of_link(link), {{"href", link}}).end().line();
    }
    out_.end().line();
    if (page_) out_.end().line();
  }

  const Document& document_;
  const NodeTree& nodes_;
  const PageStyle& style_;
  const std::vector<std::string>& links_;
  const bool page_;
  std::set<NodeId> headers_;  // header cells that a cell refers to
  Markup out_;
  std::string heading_;  // the last one
  NodeId list_ = 0;      // that is open; 0: none
};

}  // namespace

Output write(const Document& document, const PageStyle& style, const std::vector<std::string>& links, OutputKind kind) {
  return output::Seal::seal(kind, PageWriter(document, style, links, kind).write(), document.info());
}

}  // namespace banxin::html
