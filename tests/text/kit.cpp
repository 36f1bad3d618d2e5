#include "text/kit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "compose/seal.h"
#include "forms/page_style_reader.h"
#include "text/line_breaks.h"
#include "text/script.h"

namespace banxin::text::test {
namespace {

TextStyle style_of(std::string name, FontRole role) {
  TextStyle style;
  style.name = std::move(name);
  style.font = role;
  style.size = Length::points(16);
  return style;
}

std::string with_breaks(std::string_view text, bool balanced, std::string_view author, bool in_cell = false) {
  const Characters characters = characters_of(text);
  auto iterator = BreakIterator::open();
  if (!iterator) throw std::runtime_error("no ICU data");
  const PageStyle style = page_style();
  LineBreaks line_breaks(*iterator, style.lexicon);
  Breaks breaks = line_breaks.find(text, characters, balanced, author);
  if (in_cell) weigh_cell(characters, style.lexicon, breaks);
  std::string out;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (characters[i].kind != Kind::line_end) {
      out += text.substr(characters[i].begin, characters[i].end - characters[i].begin);
    }
    if (i + 1 == characters.size() || breaks[i].kind == BreakKind::forbidden) continue;
    if (breaks[i].kind == BreakKind::mandatory) {
      out += "‖";
    } else {
      out += breaks[i].penalty == 0 ? "|" : fmt::format("{{{}}}", breaks[i].penalty);
    }
  }
  return out;
}

}  // namespace

FontBook open_fonts() {
  auto fonts = FontBook::open(BANXIN_SOURCE_DIR "/tests/text/faces.profile", {});
  if (!fonts) throw std::runtime_error(fonts.findings().front().message.en);
  return *std::move(fonts);
}

PageStyle page_style() {
  PageStyle style;
  // Of the official page style the words alone.
  const auto official =
      forms::read_page_style(BANXIN_SOURCE_DIR "/layouts/gbt9704", BANXIN_SOURCE_DIR "/layouts/common/lexicon.xml");
  if (!official) throw std::runtime_error(official.findings().front().message.en);
  style.lexicon = official->lexicon;
  style.name = "test";
  for (const FontRole role : {FontRole::fangsong, FontRole::song, FontRole::hei, FontRole::kai}) {
    style.text_styles.push_back(style_of(name_of(role), role));
  }
  style.text_styles.push_back(style_of("title", FontRole::xiaobiaosong));
  style.text_styles.back().balanced = true;
  style.text_styles.push_back(style_of("page-number", FontRole::song));
  style.text_styles.push_back(style_of("draft", FontRole::hei));
  style.page_number.text_style = "page-number";
  style.page_number.before = "— ";
  style.page_number.after = " —";
  return style;
}

Inline inline_of(std::string text, std::string language) {
  return {std::move(text), 1, std::move(language), std::nullopt};
}

DocumentParts document_of(const std::vector<std::string>& texts, const std::string& style) {
  DocumentParts document;
  document.info.title = "test";
  document.info.language = "zh-Hans";
  auto nodes = std::make_shared<NodeTree>(2);
  (*nodes)[0].role = NodeRole::document;
  (*nodes)[0].language = "zh-Hans";
  auto origins = std::make_shared<OriginTable>("record.xml");
  for (const std::string& text : texts) {
    Paragraph paragraph;
    paragraph.style = style;
    paragraph.node = 1;
    const int line = static_cast<int>(document.blocks.size()) + 10;
    paragraph.origin = origins->add({line, "/record/p[" + std::to_string(document.blocks.size() + 1) + "]"});
    paragraph.inlines.push_back(inline_of(text));
    document.blocks.emplace_back(std::move(paragraph));
  }
  document.nodes = std::move(nodes);
  document.origins = std::move(origins);
  return document;
}

Result<ShapedDocument> shape(DocumentParts parts, const PageStyle& style, const FontBook& fonts) {
  return text::shape(compose::Seal::seal(std::move(parts)), style, fonts);
}

ShapedText shape_one(const std::string& text, const std::string& style) {
  const FontBook fonts = open_fonts();
  auto shaped = shape(document_of({text}, style), page_style(), fonts);
  for (const Diagnostic& d : shaped.findings()) ADD_FAILURE() << d.code << ": " << d.message.en;
  if (!shaped) return {};
  return std::get<ShapedText>(shaped->blocks().front());
}

std::vector<std::string> cluster_texts(const ShapedText& text) {
  std::vector<std::string> out;
  for (const Cluster& c : text.clusters) out.push_back(text.text.substr(c.text.begin, c.text.size()));
  return out;
}

Characters characters_of(std::string_view text, const std::string& language) {
  Characters characters;
  read_characters(text, {0, static_cast<std::uint32_t>(text.size())}, 0, characters);
  resolve_scripts(characters, {language.rfind("zh", 0) != 0});
  hide_spaces(characters);
  join_characters(characters);
  return characters;
}

std::string breaks_of(std::string_view text) {
  return with_breaks(text, false, "");
}

std::string title_breaks_of(std::string_view text, std::string_view author) {
  return with_breaks(text, true, author);
}

std::string cell_breaks_of(std::string_view text) {
  return with_breaks(text, false, {}, true);
}

std::string pairs_of(const ShapedText& text) {
  std::string out;
  for (const Cluster& c : text.clusters) {
    if (c.pair_before != Em()) out += fmt::format("-{:.2f}", c.pair_before.to_em()).replace(1, 1, "");
    out += text.text.substr(c.text.begin, c.text.size());
    if (c.pair_after != Em()) out += fmt::format("-{:.2f}", c.pair_after.to_em()).replace(1, 1, "");
    if (c.gap != Em()) out += fmt::format("+{:.2f}", c.gap.to_em()).replace(1, 1, "");
  }
  return out;
}

std::string em(Em value) {
  return fmt::format("{:.3f}", value.to_em());
}

}  // namespace banxin::text::test
