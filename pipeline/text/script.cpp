#include "text/script.h"

#include <cstddef>

namespace banxin::text {
namespace {

// How a neighbour looks to a mark that depends on it.
enum class Neighbour : std::uint8_t { none, chinese, western };

class SideResolver {
 public:
  SideResolver(Characters& characters, const std::vector<bool>& western_pieces)
      : characters_(characters), western_pieces_(western_pieces) {}

  void resolve() {
    for (std::size_t i = 0; i < characters_.size(); ++i) {
      Character& c = characters_[i];
      if (attaches(c.kind) && i > 0) {
        c.chinese = characters_[i - 1].chinese;
        continue;
      }
      const Script script = script_of(c.code, c.kind);
      c.chinese = script == Script::context ? !western(i) : script == Script::chinese;
      if (c.kind == Kind::space) c.chinese = i > 0 && characters_[i - 1].chinese;
    }
  }

 private:
  Neighbour look(std::size_t i, bool resolved) const {
    const Character& c = characters_[i];
    if (resolved) return c.chinese ? Neighbour::chinese : Neighbour::western;
    switch (script_of(c.code, c.kind)) {
      case Script::chinese: return Neighbour::chinese;
      case Script::western: return Neighbour::western;
      default: return Neighbour::none;
    }
  }

  // The nearest character that is not a space; `direct` looks at the next one only.
  Neighbour before(std::size_t i, bool direct) const {
    while (i-- > 0) {
      if (is_space(characters_[i].kind) && !direct) continue;
      return is_space(characters_[i].kind) ? Neighbour::none : look(i, true);
    }
    return Neighbour::none;
  }
  Neighbour after(std::size_t i, bool direct) const {
    while (++i < characters_.size()) {
      const Kind kind = characters_[i].kind;
      if (attaches(kind) || (is_space(kind) && !direct)) continue;
      return is_space(kind) ? Neighbour::none : look(i, false);
    }
    return Neighbour::none;
  }

  bool between_western(std::size_t i, bool direct) const {
    return before(i, direct) == Neighbour::western && after(i, direct) == Neighbour::western;
  }
  bool letter_at(std::size_t i) const { return i < characters_.size() && characters_[i].kind == Kind::letter; }
  bool space_at(std::size_t i) const { return i < characters_.size() && characters_[i].kind == Kind::space; }

  bool western(std::size_t i) {
    const Character& c = characters_[i];
    if (c.piece < western_pieces_.size() && western_pieces_[c.piece]) return true;
    switch (c.code) {
      case 0x201C:
      case 0x2018: return western_opening(i);
      case 0x201D:
      case 0x2019: return western_closing(i);
      case 0x2014:
      case 0x2E3A:
      case 0x2026:
      case 0x22EF: return i > 0 && space_at(i - 1) && space_at(i + 1) && between_western(i, false);
      case U'±':
      case 0x2212: return after(i, true) == Neighbour::western;
      case U'°':
      case U'′':
      case U'″':
      case U'‰': return before(i, true) == Neighbour::western;
      case 0x00B7: return between_western(i, true);
      default: return between_western(i, false);
    }
  }

  // English sets a space before an opening quote; in Chinese “ follows the character directly, whatever it quotes.
  bool western_opening(std::size_t i) {
    const bool is_western = i > 0 && space_at(i - 1) && between_western(i, false);
    open_quotes_.push_back(is_western);
    return is_western;
  }

  bool western_closing(std::size_t i) {
    const bool apostrophe =
        characters_[i].code == 0x2019 && i > 0 && letter_at(i - 1) && letter_at(i + 1) && !characters_[i - 1].chinese;
    if (apostrophe) return true;
    if (open_quotes_.empty()) return between_western(i, false);
    const bool is_western = open_quotes_.back();
    open_quotes_.pop_back();
    return is_western;
  }

  Characters& characters_;
  const std::vector<bool>& western_pieces_;
  std::vector<bool> open_quotes_;  // whether each opening quote without its closing one is western
};

bool typed_space(const Character& c) {
  return c.code == U' ' || c.code == U'\t';
}

// A pair stays in one run of one face: both marks Chinese, of one piece.
bool pairs(const Character& first, const Character& second) {
  if (!first.chinese || !second.chinese || first.piece != second.piece) return false;
  if (first.code == second.code) {
    return (first.code == 0x2014 || first.kind == Kind::ellipsis || first.code == U'？' || first.code == U'！');
  }
  return (first.code == U'？' && second.code == U'！') || (first.code == U'！' && second.code == U'？');
}

}  // namespace

void resolve_scripts(Characters& characters, const std::vector<bool>& western_pieces) {
  SideResolver(characters, western_pieces).resolve();
}

void hide_spaces(Characters& characters) {
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (characters[i].kind == Kind::invisible || characters[i].kind == Kind::line_end) characters[i].hidden = true;
    if (!typed_space(characters[i])) continue;
    std::size_t end = i;
    while (end < characters.size() && typed_space(characters[end])) ++end;
    const bool inside =
        i > 0 && end < characters.size() && !is_space(characters[i - 1].kind) && !is_space(characters[end].kind);
    if (inside && characters[i - 1].chinese != characters[end].chinese) {
      for (std::size_t k = i; k < end; ++k) characters[k].hidden = true;
    }
    i = end - 1;
  }
}

void join_characters(Characters& characters) {
  for (std::size_t i = 1; i < characters.size(); ++i) {
    Character& c = characters[i];
    if (attaches(c.kind)) {
      c.joined = !is_space(characters[i - 1].kind) && !characters[i - 1].hidden;
    } else if (!characters[i - 1].joined) {
      c.joined = pairs(characters[i - 1], c);
    }
  }
}

}  // namespace banxin::text
