// The penalties of a title's breaks: its lines end where a reader would pause (GB/T 9704-2012, 7.3.1; CL-81).
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "text/line_breaks.h"

namespace banxin::text {
namespace {

constexpr std::int32_t between_words = 200;
constexpr std::int32_t behind_organ = 100;
constexpr std::int32_t behind_particle = 50;  // 的
constexpr std::int32_t good = 0;

// The last word of an organ's name. Longer ones stand before those that they end with.
constexpr std::array<std::u32string_view, 15> organ_ends = {U"人民政府办公室",
                                                            U"人民政府办公厅",
                                                            U"委员会办公室",
                                                            U"人民政府",
                                                            U"委员会",
                                                            U"办公厅",
                                                            U"办公室",
                                                            U"管委会",
                                                            U"局",
                                                            U"厅",
                                                            U"委",
                                                            U"院",
                                                            U"部",
                                                            U"处",
                                                            U"办"};
// What may follow an organ's name in a title.
constexpr std::array<std::u32string_view, 5> organ_followers = {U"关于", U"政府信息", U"信息公开", U"年度", U"转发"};

// Words of titles. A longer one is found before a shorter one that it begins with.
constexpr std::array<std::u32string_view, 96> title_words = {
    U"进一步", U"半年度", U"依申请", U"委员会", U"政府", U"信息", U"公开", U"工作", U"年度", U"季度", U"月度", U"半年",
    U"报告",   U"报表",   U"年报",   U"关于",   U"印发", U"转发", U"通知", U"意见", U"决定", U"公告", U"通告", U"通报",
    U"请示",   U"批复",   U"方案",   U"办法",   U"规定", U"条例", U"细则", U"制度", U"计划", U"规划", U"要点", U"总结",
    U"情况",   U"说明",   U"统计",   U"汇总",   U"指南", U"目录", U"清单", U"政务", U"行政", U"主动", U"申请", U"实施",
    U"推进",   U"加强",   U"深化",   U"完善",   U"落实", U"贯彻", U"开展", U"做好", U"建设", U"管理", U"服务", U"改革",
    U"发展",   U"监督",   U"检查",   U"考核",   U"评估", U"法治", U"财政", U"预算", U"决算", U"审计", U"安全", U"生产",
    U"环境",   U"保护",   U"教育",   U"卫生",   U"文化", U"旅游", U"商务", U"交通", U"水利", U"农业", U"农村", U"社会",
    U"保障",   U"民政",   U"人民",   U"全市",   U"全县", U"全区", U"全省", U"全国", U"会议", U"有关", U"问题", U"事项"};
constexpr std::u32string_view title_particles = U"的和及与并暨年月日号第";

bool has_word(const Characters& characters, std::size_t i, std::u32string_view word) {
  if (i + word.size() > characters.size()) return false;
  for (std::size_t k = 0; k < word.size(); ++k) {
    if (characters[i + k].code != word[k]) return false;
  }
  return true;
}

// What stands behind an organ's name in a title.
bool follows_organ(const Characters& characters, std::size_t i) {
  if (i >= characters.size() || characters[i].kind == Kind::digit || characters[i].code == U'《') return true;
  return std::any_of(organ_followers.begin(), organ_followers.end(),
                     [&](std::u32string_view word) { return has_word(characters, i, word); });
}

// The characters of the organ's name in a title, [begin, end); empty when there is none.
struct Organ {
  std::size_t begin = 0, end = 0;
};

// The author's name wherever it stands; else a name at the title's start that ends as organs' names do.
Organ find_organ(std::string_view text, const Characters& characters, std::string_view author) {
  const std::size_t place = author.empty() ? std::string_view::npos : text.find(author);
  if (place != std::string_view::npos) {
    Organ organ;
    while (characters[organ.begin].begin < place) ++organ.begin;
    organ.end = organ.begin;
    while (organ.end < characters.size() && characters[organ.end].end <= place + author.size()) ++organ.end;
    return organ;
  }
  for (std::size_t i = 2; i < characters.size() && characters[i].kind == Kind::han; ++i) {
    for (const std::u32string_view end : organ_ends) {
      if (has_word(characters, i, end) && follows_organ(characters, i + end.size())) return {0, i + end.size()};
    }
  }
  return {};
}

class TitleWeigher {
 public:
  TitleWeigher(std::string_view text, const Characters& characters, std::string_view author, Breaks& breaks)
      : characters_(characters), breaks_(breaks), organ_(find_organ(text, characters, author)) {}

  void run(const std::vector<Boundary>& words) {
    std::size_t word = 0;
    int depth = 0;  // of 《》
    for (std::size_t i = 0; i + 1 < characters_.size(); ++i) {
      if (characters_[i].code == U'《') ++depth;
      if (characters_[i].code == U'》') depth = std::max(0, depth - 1);
      while (word < words.size() && words[word].place < characters_[i].end) ++word;
      const bool ends_word = word < words.size() && words[word].place == characters_[i].end;
      if (breaks_[i].kind != BreakKind::allowed) continue;
      const std::int32_t other = std::max(breaks_[i].penalty, weight(i, ends_word));
      breaks_[i].penalty = (i >= organ_.begin && i + 1 < organ_.end) || depth > 0 ? last_resort : other;
    }
  }

 private:
  char32_t at(std::size_t i) const { return i < characters_.size() ? characters_[i].code : 0; }
  bool year_at(std::size_t i) const {
    for (std::size_t k = 0; k < 4; ++k) {
      if (i + k >= characters_.size() || characters_[i + k].kind != Kind::digit) return false;
    }
    return true;
  }
  bool ends_year(std::size_t i) const {  // 2018年度|
    const std::size_t year = at(i) == U'度' && i > 0 ? i - 1 : i;
    return at(year) == U'年' && year > 0 && characters_[year - 1].kind == Kind::digit;
  }

  // The penalty of a line that ends behind i.
  std::int32_t weight(std::size_t i, bool ends_word) const {
    const char32_t b = at(i + 1);
    if (is_one_of(b, U"的地得") || characters_[i].kind == Kind::digit) return last_resort;
    if (i > 0 && at(i) == U'于' && is_one_of(at(i - 1), U"关对")) return last_resort;
    if (ends_year(i) && b != U'度') return good;
    if (has_word(characters_, i + 1, U"关于")) return good;
    if (i + 1 == organ_.end || i + 1 == organ_.begin || (year_at(i + 1) && at(i) != U'第')) return behind_organ;
    if (at(i) == U'的') return behind_particle;
    if (characters_[i].hidden || is_space(characters_[i].kind) || closes(characters_[i].kind)) return behind_particle;
    return ends_word ? between_words : last_resort;
  }

  const Characters& characters_;
  Breaks& breaks_;
  Organ organ_;
};

}  // namespace

bool find_title_words(std::string_view text, const Characters& characters, std::string_view author,
                      std::vector<Boundary>& words) {
  words.clear();
  const Organ organ = find_organ(text, characters, author);
  for (std::size_t i = 0; i < characters.size();) {
    std::size_t end = i + 1;
    if (i == organ.begin && organ.end > i) {
      i = organ.end;
      continue;
    }
    const bool han = characters[i].kind == Kind::han;
    const auto* word = std::find_if(title_words.begin(), title_words.end(),
                                    [&](std::u32string_view w) { return han && has_word(characters, i, w); });
    if (word != title_words.end()) {
      end = i + word->size();
    } else if (han && !is_one_of(characters[i].code, title_particles)) {
      return false;
    }
    words.push_back({characters[end - 1].end, false});
    i = end;
  }
  return true;
}

void weigh_title(std::string_view text, const Characters& characters, const std::vector<Boundary>& words,
                 std::string_view author, Breaks& breaks) {
  TitleWeigher(text, characters, author, breaks).run(words);
}

}  // namespace banxin::text
