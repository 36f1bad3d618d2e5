#include "output/outputs.h"

#include <algorithm>
#include <array>

namespace banxin {
namespace {

constexpr std::array<std::string_view, 2> archive_claims = {"PDF/A-3a", "PDF/UA-1"};
constexpr std::array<std::string_view, 2> archive_boxes = {"MediaBox", "TrimBox"};

constexpr std::array<std::string_view, 1> print_claims = {"PDF/X-4"};
constexpr std::array<std::string_view, 3> print_boxes = {"MediaBox", "BleedBox", "TrimBox"};
constexpr std::array<std::string_view, 1> screen_boxes = {"viewBox"};

constexpr std::array<OutputRow, 6> table = {{
    {.kind = OutputKind::pdf_archive,
     .name = "pdf",
     .profile = "archive",
     .use_zh = "PDF，公开和归档用",
     .use_en = "PDF, to publish and to keep",
     .suffix = ".pdf",
     .format = "PDF",
     .media_type = "application/pdf",
     .made_from = MadeFrom::pages,
     .claims = archive_claims,
     // Black and grey are DeviceGray; red is M80 Y80 (GB/T 9704-2012, 6.2) by the plain rule 1 - ink, in the RGB of the
     // output intent (PA-41).
     .inks = {.black = "0 g", .grey = "0.85 g", .red = "1 0.2 0.2 rg"},
     .boxes = archive_boxes},
    {.kind = OutputKind::pdf_print,
     .name = "pdf",
     .profile = "print",
     .use_zh = "PDF，付印用",
     .use_en = "PDF, for the press",
     .suffix = ".print.pdf",
     .format = "PDF",
     .media_type = "application/pdf",
     .made_from = MadeFrom::pages,
     .claims = print_claims,
     // DeviceCMYK alone, but for grey pictures (PX-06). Black is black ink alone (PX-10) and prints over what is below
     // it: no edge shows when plates are out of register. Red is M80 Y80 (GB/T 9704-2012, 6.2). The graphics states are
     // those of the pages' resources.
     .inks = {.black = "/Over gs 0 0 0 1 k", .grey = "/Out gs 0 0 0 0.15 k", .red = "/Out gs 0 0.8 0.8 0 k"},
     .boxes = print_boxes},
    {.kind = OutputKind::html_page,
     .name = "html",
     .profile = "page",
     .use_zh = "网页",
     .use_en = "Web page",
     .suffix = ".html",
     .format = "HTML",
     .media_type = "text/html",
     .made_from = MadeFrom::document,
     .claims = {},
     .inks = {},
     .boxes = {}},
    {.kind = OutputKind::html_fragment,
     .name = "html",
     .profile = "fragment",
     .use_zh = "网页片段，贴进门户网站的编辑器",
     .use_en = "Piece of a page, for a portal's editor",
     .suffix = ".html",
     .format = "HTML",
     .media_type = "text/html",
     .made_from = MadeFrom::document,
     .claims = {},
     .inks = {},
     .boxes = {}},
    {.kind = OutputKind::docx,
     .name = "docx",
     .profile = "word",
     .use_zh = "Word 文档，传阅、修改用",
     .use_en = "Word document, to circulate and revise",
     .suffix = ".docx",
     .format = "DOCX",
     .media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     .made_from = MadeFrom::document,
     .claims = {},
     .inks = {},
     .boxes = {}},
    {.kind = OutputKind::svg,
     .name = "svg",
     .profile = "screen",
     .use_zh = "页面图像（SVG），在屏幕上看",
     .use_en = "Pages for a screen (SVG)",
     .suffix = ".svg",
     .format = "SVG",
     .media_type = "image/svg+xml",
     .made_from = MadeFrom::pages,
     .claims = {},
     // The same as in the archive's file, where they are of sRGB too.
     .inks = {.black = "#000", .grey = "#d9d9d9", .red = "#f33"},
     .boxes = screen_boxes},
}};

}  // namespace

std::span<const OutputRow> outputs() {
  return table;
}

const OutputRow& row_of(OutputKind kind) {
  return *std::find_if(table.begin(), table.end(), [kind](const OutputRow& row) { return row.kind == kind; });
}

const OutputRow* output_named(std::string_view name, std::string_view profile) {
  for (const OutputRow& row : table) {
    if (row.name == name && (profile.empty() || row.profile == profile)) return &row;
  }
  return nullptr;
}

std::vector<std::string_view> output_names() {
  std::vector<std::string_view> names;
  for (const OutputRow& row : table) {
    if (std::find(names.begin(), names.end(), row.name) == names.end()) names.push_back(row.name);
  }
  return names;
}

std::vector<std::string_view> profiles_of(std::string_view name) {
  std::vector<std::string_view> profiles;
  for (const OutputRow& row : table) {
    if ((name.empty() || row.name == name) && !row.profile.empty()) profiles.push_back(row.profile);
  }
  return profiles;
}

std::span<const std::string_view> claims_of(OutputKind kind, bool draft) {
  if (draft) return {};
  return row_of(kind).claims;
}

}  // namespace banxin
