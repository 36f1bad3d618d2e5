#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace banxin {

// The outputs that exist: each has a row in outputs.cpp and a room below output/ (one room may make several).
enum class OutputKind : std::uint8_t { pdf_archive, pdf_print, html_page, html_fragment, docx, svg };

// An output that depends on places is made from Pages, one that depends on meaning alone from the Document.
enum class MadeFrom : std::uint8_t { document, pages };

// What the colours of a page are made with: operators of PDF that fill, or colours of SVG. Empty where an output has no
// pages.
struct Inks {
  std::string_view black, grey, red;
};

struct OutputRow {
  OutputKind kind;
  std::string_view name;     // as --as and --dump have it; of several rows with one name the first is the default
  std::string_view profile;  // as --profile has it: which of its name
  std::string_view use_zh, use_en;  // what a person wants it for: a menu's words
  std::string_view suffix;          // of its files, with the dot
  std::string_view format;          // as archives call it
  std::string_view media_type;
  MadeFrom made_from;
  std::span<const std::string_view> claims;  // the standards that it keeps; see claims_of
  Inks inks;
  std::span<const std::string_view> boxes;  // the boundaries that are written for each page
};

// The table. Its first row is made when no output is asked for, and is what the archive keeps.
std::span<const OutputRow> outputs();
const OutputRow& row_of(OutputKind kind);
// Null: there is none. An empty profile: the first of that name.
const OutputRow* output_named(std::string_view name, std::string_view profile = {});

// For help and messages: all names, and the profiles of one of them, or of all when the name is empty.
std::vector<std::string_view> output_names();
std::vector<std::string_view> profiles_of(std::string_view name);

// What a file of this kind claims: all the standards of its row or, when it is a draft, none.
std::span<const std::string_view> claims_of(OutputKind kind, bool draft);

}  // namespace banxin
