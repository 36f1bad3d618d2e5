#include "import/narrative.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "forms/wording.h"
#include "import/marks.h"
#include "record/identity.h"
#include "words/heading_number.h"
#include "words/plain_text.h"

namespace banxin::import {
namespace {

using record::Content;
using Kind = words::HeadingNumber::Kind;
using words::Matcher;

std::size_t length(std::string_view text) {
  return decode_utf8(text).size();
}

bool has_sentence(std::string_view text) {
  return text.find("。") != std::string_view::npos || text.find("；") != std::string_view::npos;
}

std::string without(std::string text, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
      text.erase(at, word.size());
  }
  return text;
}

// The one chapter for which `same` holds; null when there are none or several.
template <class Same>
const forms::ChapterLabel* only_chapter(const forms::Labels& labels, const Same& same) {
  const forms::ChapterLabel* found = nullptr;
  for (const forms::ChapterLabel& chapter : labels.chapters()) {
    std::vector<std::string> wordings = chapter.variants;
    wordings.push_back(chapter.text);
    if (std::none_of(wordings.begin(), wordings.end(), same)) continue;
    if (found != nullptr) return nullptr;
    found = &chapter;
  }
  return found;
}

}  // namespace

std::optional<Title> read_title(const std::string& text, std::vector<Matcher>& titles) {
  constexpr std::size_t most = 300;  // bytes
  if (text.size() > most) return std::nullopt;
  const words::PlainText plain(text);
  for (Matcher& title : titles) {
    title.look_at(plain.units());
    if (!title.find(plain.whole())) continue;
    return Title{plain.utf8(title.group("bureau")), plain.utf8(title.group("year"))};
  }
  return std::nullopt;
}

std::optional<ChapterMatch> find_chapter(const std::string& heading, const forms::Labels& labels, const Hints& hints) {
  const std::string key = forms::wording_key(heading);
  if (key.empty()) return std::nullopt;
  for (const forms::ChapterLabel& chapter : labels.chapters()) {
    switch (forms::wording_of(heading, chapter.text, chapter.variants)) {
      case forms::Wording::official: return ChapterMatch{&chapter, Sure::exact};
      case forms::Wording::variant: return ChapterMatch{&chapter, Sure::variant};
      case forms::Wording::unknown: break;
    }
  }
  const std::u32string characters = decode_utf8(key);
  constexpr int per_cent = 15;
  const int allowed = static_cast<int>(characters.size()) * per_cent / 100;
  const auto near = [&](const std::string& wording) {
    return edit_distance(characters, decode_utf8(forms::wording_key(wording)), allowed) <= allowed;
  };
  if (const forms::ChapterLabel* chapter = only_chapter(labels, near)) return ChapterMatch{chapter, Sure::near};
  const std::string bare = without(key, hints.loose);
  const auto loosely = [&](const std::string& wording) {
    return !bare.empty() && without(forms::wording_key(wording), hints.loose) == bare;
  };
  if (const forms::ChapterLabel* chapter = only_chapter(labels, loosely)) return ChapterMatch{chapter, Sure::near};
  return std::nullopt;
}

bool looks_like_chapter(const Block& block) {
  constexpr std::size_t most = 60;
  if (block.text.size() > most * 4 || length(block.text) > most || has_sentence(block.text)) return false;
  const auto number = words::read_heading_number(block.text);
  return number ? number->kind == Kind::ideographs : block.kind == Block::Kind::heading && block.level <= 2;
}

NarrativeBuilder::NarrativeBuilder(const forms::Labels& labels, const LabelIndex& index, const Hints& hints,
                                   Report& report, Content& content, bool has_title)
    : labels_(labels),
      index_(index),
      hints_(hints),
      report_(report),
      content_(content),
      tables_(labels, report),
      titles_(words::matchers_of(hints.titles)),
      dates_(words::matchers_of(hints.dates)),
      noise_(words::matchers_of(hints.noise)),
      annexes_(words::matchers_of(hints.annexes)),
      document_numbers_(words::matchers_of(hints.document_numbers)),
      index_numbers_(words::matchers_of(hints.index_numbers)),
      has_title_(has_title),
      restored_(report.draft().sources.size()) {}

NarrativeBuilder::Blocks& NarrativeBuilder::blocks() {
  if (!in_chapters_) return content_.introduction;
  Blocks* open = &content_.chapters.back().blocks;
  for (std::size_t i = 0; i < path_.size(); ++i) open = &std::get<Content::Section>(open->back().is).blocks;
  return *open;
}

std::string NarrativeBuilder::restored(const Block& block, int& marks) {
  std::string seen;
  for (std::string_view rest = block.text; !rest.empty();) {
    const char32_t c = take_any_character(rest);
    constexpr char32_t no_break = 0xA0;
    if (!is_unseen(c)) append_utf8(seen, c == no_break ? U' ' : c);
  }
  return with_marks_restored(on_one_line(seen), marks);
}

void NarrativeBuilder::value(const char* part, Bilingual name, const std::string& written, const Block& block,
                             Sure sure) {
  Value value{.part = part,
              .name = std::move(name),
              .written = written,
              .source = block.text,
              .spot = block.spot,
              .sure = sure};
  if (sure == Sure::exact && written != block.text) value.sure = Sure::variant;
  report_.value(std::move(value));
}

bool NarrativeBuilder::whole_match(std::vector<Matcher>& matchers, const std::string& text, const char* group,
                                   std::string& out) {
  constexpr std::size_t most = 600;  // bytes
  if (text.size() > most) return false;
  const words::PlainText plain(text);
  for (Matcher& matcher : matchers) {
    matcher.look_at(plain.units());
    if (!matcher.find(plain.whole())) continue;
    if (group != nullptr) out = plain.utf8(matcher.group(group));
    return true;
  }
  return false;
}

void NarrativeBuilder::add(const Block& block) {
  std::string ignored;
  const bool unit_line =
      !captions_.empty() && block.kind == Block::Kind::paragraph && whole_match(noise_, block.text, nullptr, ignored);
  if (block.kind == Block::Kind::caption || unit_line) return captions_.push_back(block);
  if (block.kind != Block::Kind::table) tell_captions();
  switch (block.kind) {
    case Block::Kind::paragraph:
    case Block::Kind::heading:
    case Block::Kind::item:
    case Block::Kind::caption: return text(block);
    case Block::Kind::table: return grid(block);
    case Block::Kind::picture:
    case Block::Kind::chart: break;
  }
  if (has_title_ && !title_) return;
  const bool chart = block.kind == Block::Kind::chart;
  report_.ask(code::import_picture, block.spot,
              {fmt::format("这里有一张{}{}，记录里没有它。", chart ? "图表" : "图片",
                           block.text.empty() ? std::string() : "（" + shortened(block.text) + "）"),
               fmt::format("There is a {}{} here, and the record is without it.", chart ? "chart" : "picture",
                           block.text.empty() ? std::string() : " (" + shortened(block.text) + ")")},
              {"图里是表或数的，照着填进记录。", "Where it shows a table or figures, enter them in the record."});
}

void NarrativeBuilder::text(const Block& block) {
  int marks = 0;
  const std::string text = restored(block, marks);
  if (is_all_white(text)) return;
  int& all_marks = restored_[static_cast<std::size_t>(block.spot.source)];
  std::string ignored;
  if (second_report_) {
    report_.unused({text, block.spot, {"第二份报告的文字", "it is of a second report"}});
    return;
  }
  if (auto title = read_title(text, titles_)) {
    if (!title_) {
      title_ = std::move(title);
      content_.title = text;
      all_marks += marks;
      value("title", {"报告标题", "title"}, text, block, Sure::exact);
      value("bureau", {"单位", "bureau"}, title_->bureau, block, Sure::exact);
      value("year", {"年度", "year"}, title_->year, block, Sure::exact);
      return;
    }
    const bool same =
        record::name_key(title->bureau) == record::name_key(title_->bureau) && title->year == title_->year;
    if (same) {
      report_.unused({text, block.spot, {"重复的标题", "the title is repeated"}});
      return;
    }
    second_report_ = in_chapters_;
    if (second_report_) {
      report_.ask(code::import_two_reports, block.spot,
                  {fmt::format("这里开始另一份报告：“{}”。只取了第一份。", shortened(text)),
                   fmt::format("Another report begins here: \"{}\". Only the first was taken.", shortened(text))},
                  {"把两份分成两个文件，分别导入。", "Part the two into files and import each."});
      return;
    }
  }
  if (take_head_matter(text, block)) return;
  if (take_signing_line(text, block)) return;
  const bool annex = labels_.chapters().empty() && in_chapters_ && whole_match(annexes_, text, nullptr, ignored);
  annex_ = annex_ || annex;
  if (annex || whole_match(noise_, text, nullptr, ignored)) {
    report_.unused({text, block.spot, {"页面上的其他文字", "it belongs to the page, not to the report"}});
    return;
  }
  if (has_title_ && !title_) {
    report_.unused({text, block.spot, {"在标题之前", "it stands before the title"}});
    return;
  }
  all_marks += marks;
  constexpr std::size_t most_of_heading = 40;
  const bool looks = looks_like_chapter(block);
  std::optional<ChapterMatch> match;
  if (looks || (length(text) <= most_of_heading && !has_sentence(text))) match = find_chapter(text, labels_, hints_);
  if (match && chapter_of(match->chapter->id) != nullptr) match.reset();
  if (looks || (match && match->sure != Sure::near)) return begin_chapter(block, text, match);
  paragraph(block, text);
}

// What stands around the title.
bool NarrativeBuilder::take_head_matter(const std::string& text, const Block& block) {
  if (in_chapters_) return false;
  std::string number;
  if (whole_match(document_numbers_, text, "number", number)) {
    content_.document_number = number;
    value("document-number", {"发文字号", "document number"}, number, block, Sure::exact);
    return true;
  }
  if (whole_match(index_numbers_, text, "number", number)) {
    content_.index_number = number;
    value("index-number", {"索引号", "index number"}, number, block, Sure::exact);
    return true;
  }
  return false;
}

void NarrativeBuilder::begin_chapter(const Block& block, const std::string& text,
                                     const std::optional<ChapterMatch>& match) {
  in_chapters_ = true;
  path_.clear();
  Content::Chapter chapter{.heading = text};
  Sure sure = Sure::exact;
  if (match) {
    chapter.id = match->chapter->id;
    sure = match->sure;
    if (sure == Sure::near) {
      report_.ask(code::import_label, block.spot,
                  {fmt::format("“{}”当作“{}”一章。", shortened(text), match->chapter->text),
                   fmt::format("\"{}\" was taken for the chapter \"{}\".", shortened(text), match->chapter->text)},
                  {"核对；确是这一章的，banxin import --learn 给出要加到 labels.xml 的一行。",
                   "Check it; where it is that chapter, `banxin import --learn` gives the line to add to labels.xml."});
      report_.draft().learnt.push_back(fmt::format("<variant of=\"{}\">{}</variant>", chapter.id, text));
    }
  }
  value("chapter", {"章的标题", "heading of a chapter"}, text, block, sure);
  content_.chapters.push_back(std::move(chapter));
}

// A heading of a section: alone, or in front of its text up to the first 。
bool NarrativeBuilder::begin_section(const Block& block, const std::string& text) {
  const auto number = words::read_heading_number(text);
  constexpr std::size_t most = 40;
  constexpr std::size_t most_of_lower = 20;
  const bool bracketed = number && number->kind == Kind::bracketed_ideographs;
  const bool marked = block.kind == Block::Kind::heading && (!number || number->kind != Kind::ideographs);
  const bool lower =
      number && !path_.empty() && (number->kind == Kind::digits || number->kind == Kind::bracketed_digits);
  if (!bracketed && !marked && !lower) return false;
  constexpr std::string_view stop = "。";
  const std::size_t end = text.find(stop);
  const bool alone = end == std::string::npos || end + stop.size() == text.size();
  const std::string heading = alone ? text : text.substr(0, end + stop.size());
  if (length(heading) > (bracketed || marked ? most : most_of_lower) || heading.find("；") != std::string::npos)
    return false;
  constexpr int deepest = 3;  // sections in a chapter
  int level = std::max(1, block.level - 1);
  if (bracketed) level = 1;
  if (lower) level = number->kind == Kind::digits ? 2 : 3;
  level = std::min(level, deepest);
  while (!path_.empty() && path_.back() >= level) path_.pop_back();
  blocks().push_back({Content::Section{heading, {}}});
  path_.push_back(level);
  if (!alone) {
    blocks().push_back({text.substr(heading.size())});
  }
  value(alone ? "section" : "section p",
        alone ? Bilingual{"节的标题", "heading of a section"} : Bilingual{"节", "section"}, text, block, Sure::exact);
  return true;
}

void NarrativeBuilder::paragraph(const Block& block, const std::string& text) {
  if (in_chapters_ && begin_section(block, text)) return;
  Blocks& to = blocks();
  if (block.kind == Block::Kind::item) {
    if (to.empty() || !std::holds_alternative<Content::List>(to.back().is)) to.push_back({Content::List{}});
    std::get<Content::List>(to.back().is).items.push_back(text);
    value("item", {"列项", "list item"}, text, block, Sure::exact);
    return;
  }
  to.push_back({text});
  value("p", {in_chapters_ ? "段" : "引言的段", in_chapters_ ? "paragraph" : "paragraph of the introduction"}, text,
        block, Sure::exact);
}

std::optional<std::string> NarrativeBuilder::day_of(const std::string& text) {
  std::string year, month, day;
  if (!whole_match(dates_, text, "year", year)) return std::nullopt;
  whole_match(dates_, text, "month", month);
  whole_match(dates_, text, "day", day);
  return fmt::format("{}-{:0>2}-{:0>2}", year, month, day);
}

Content::Chapter* NarrativeBuilder::chapter_of(const std::string& id) {
  const auto found = std::find_if(content_.chapters.begin(), content_.chapters.end(),
                                  [&id](const Content::Chapter& one) { return !id.empty() && one.id == id; });
  return found == content_.chapters.end() ? nullptr : &*found;
}

// Of the lines at the end: who signs, and the day.
void NarrativeBuilder::take_signature() {
  if (!in_chapters_) return;
  const auto behind_last_text = [](Blocks& all) {
    std::size_t end = all.size();
    while (end > 0 && std::holds_alternative<Content::Table>(all[end - 1].is)) --end;
    return end;
  };
  Blocks& all = path_.empty() ? content_.chapters.back().blocks : blocks();
  const std::size_t end = behind_last_text(all);
  const auto text_at = [&all](std::size_t i) { return std::get_if<std::string>(&all[i].is); };
  if (end == 0 || text_at(end - 1) == nullptr) return;
  const std::string date = *text_at(end - 1);
  const auto day = day_of(date);
  if (!day) return;
  constexpr std::size_t most_of_name = 40;
  std::size_t begin = end - 1;
  if (begin > 0 && text_at(begin - 1) != nullptr && length(*text_at(begin - 1)) <= most_of_name &&
      !has_sentence(*text_at(begin - 1))) {
    --begin;
    content_.issuer = *text_at(begin);
  }
  content_.date = *day;
  content_.signing_date = content_.issuer.empty() ? std::string() : content_.date;
  for (Value& one : report_.draft().values) {
    if (one.part != "p" || (one.written != date && (content_.issuer.empty() || one.written != content_.issuer)))
      continue;
    const bool is_date = one.written == date;
    one.part = is_date ? "signature/date" : "signature/issuer";
    one.name = is_date ? Bilingual{"成文日期", "day of signing"} : Bilingual{"署名", "who signs"};
    if (is_date) one.written = content_.date;
  }
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end));
}

void NarrativeBuilder::add_missing_chapters() {
  std::size_t at = 0;
  for (const forms::ChapterLabel& label : labels_.chapters()) {
    if (Content::Chapter* chapter = chapter_of(label.id)) {
      at = std::max(at, static_cast<std::size_t>(chapter - content_.chapters.data()) + 1);
      continue;
    }
    content_.chapters.insert(content_.chapters.begin() + static_cast<std::ptrdiff_t>(at),
                             {.id = label.id, .heading = label.text});
    ++at;
    if (!label.table.empty() && tables_.has(label.table)) continue;
    report_.ask(code::import_chapter_missing, {},
                {fmt::format("没有找到“{}”一章，记录里空着。", label.text),
                 fmt::format("The chapter \"{}\" was not found; it is empty in the record.", label.text)},
                {"对照来源填上；标题不同的，改成这一章。",
                 "Fill it in; where the source has it under another heading, make that this chapter."},
                "/record/chapter[@id='" + label.id + "']");
  }
}

void NarrativeBuilder::finish() {
  tell_captions();
  take_signature();
  add_missing_chapters();
  write_tables();
  for (std::size_t i = 0; i < restored_.size(); ++i) {
    if (restored_[i] == 0) continue;
    report_.note(
        code::import_marks, {.source = static_cast<int>(i)},
        {fmt::format("来源里变成半角的标点有 {} 处，恢复成了全角。", restored_[i]),
         fmt::format("The source has {} marks in ASCII where Chinese text has full-width ones: these were put back.",
                     restored_[i])},
        {"读一遍正文即可。", "Reading the text once is enough."});
  }
}

}  // namespace banxin::import
