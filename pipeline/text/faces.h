#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/origin.h"
#include "base/page_style.h"
#include "font/font_book.h"
#include "text/characters.h"

namespace banxin::text {

// OpenType features of digits half an em wide, where the face draws such; they stand alike, unkerned.
inline const std::vector<std::string> half_em_digits = {"-kern", "hwid"};

// A character with the marks that attach to it: drawn from one face.
struct CharacterUnit {
  const Character* first = nullptr;
  std::size_t count = 0;
};

// Finds the face for each character along its role's chain, and reports what is missing or replaced by what (D-03).
class FaceChooser {
 public:
  FaceChooser(const FontBook& fonts, const OriginTable& origins) : fonts_(fonts), origins_(origins) {}

  // Chinese characters: the role's faces, those of `rare`, then those of `latin`. Western ones: those of `latin`, then
  // the role's and `rare`. Nothing when no face has the unit: the finding is kept, to be reported with all others.
  std::optional<FaceId> choose(CharacterUnit unit, FontRole role, bool western, OriginId origin);

  // The face that characters of the role are meant for.
  FaceId first(FontRole role, bool western) { return candidates(role, western).front(); }

  // Whether the role's own face has digits of half an em (within 6 %), all alike: CL-91, GW-65; usual ones, or those of
  // hwid.
  bool has_half_em_digits(FontRole role);

  // Notes that a face drew .notdef for a character that it claims to have.
  void note_missing(char32_t code, FontRole role, bool western, OriginId origin);

  // First one for each face that lends, a warning where an ideograph is among its characters, else a note; then what is
  // missing, in the order of the characters' first places.
  Findings take_findings();

 private:
  // What a face draws for others that lack it.
  struct Loan {
    std::string name;            // of the face
    Bilingual wanted;            // the face that was meant
    std::string shown;           // the characters, but for those beyond what a message holds
    std::size_t characters = 0;  // all of them
    Place first;
    std::vector<int> lines;  // the first ones
    bool ideographs = false;
  };
  static Diagnostic finding_of(const Loan& loan);

  const std::vector<FaceId>& candidates(FontRole role, bool western);
  // The face that lends the role a mark, as the font profile says.
  std::optional<FaceId> lent_mark(char32_t code, FontRole role);
  bool has(FaceId face, CharacterUnit unit) const;
  bool has_marks(FaceId face, CharacterUnit unit) const;
  void note_fallback(char32_t code, FaceId used, FaceId wanted, FontRole role, OriginId origin);
  void note_missing_unit(CharacterUnit unit, FontRole role, bool western, OriginId origin);
  void note_variant(char32_t base, char32_t selector, FontRole role, bool western, OriginId origin);
  Diagnostic* noted(std::pair<char32_t, char32_t> what, const char* code, OriginId origin);
  std::string names(const std::vector<FaceId>& faces, const char* separator) const;

  const FontBook& fonts_;
  const OriginTable& origins_;
  std::array<std::array<std::vector<FaceId>, 2>, font_role_count> candidates_;
  std::array<std::optional<bool>, font_role_count> half_em_digits_;
  std::set<std::pair<char32_t, FaceId>> fallbacks_;
  std::map<FaceId, Loan> loans_;
  std::map<std::pair<char32_t, char32_t>, std::size_t> missing_;  // character and selector: index of its finding
  std::deque<Diagnostic> found_;  // as many of a severity as findings can be held in full
  Findings more_;                 // the others, counted
};

}  // namespace banxin::text
