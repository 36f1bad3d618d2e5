#include "font/face_names.h"

#include <hb-ot.h>

#include <algorithm>

#include "font/big_endian.h"

namespace banxin::font {
namespace {

constexpr std::uint16_t regular_weight = 400;

std::string entry(hb_face_t* face, hb_ot_name_id_t id, hb_language_t language) {
  unsigned int size = 0;
  const unsigned int length = hb_ot_name_get_utf8(face, id, language, &size, nullptr);
  std::string text(length + 1, '\0');
  size = length + 1;
  hb_ot_name_get_utf8(face, id, language, &size, text.data());
  text.resize(size);
  return text;
}

struct Style {
  bool regular = true;         // neither bold nor italic: the one that its family's name (id 1) means
  bool regular_weight = true;  // of a family of many weights (id 16)
};

Style style_of(hb_face_t* face) {
  constexpr std::size_t mac_style_offset = 44;
  constexpr std::size_t weight_class_offset = 4;
  const BlobPtr head(hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd')));
  const BlobPtr os2(hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2')));
  const std::string_view metrics = bytes_of(os2.get());
  return {(read_u16(bytes_of(head.get()), mac_style_offset) & 3U) == 0,
          metrics.empty() || read_u16(metrics, weight_class_offset) == regular_weight};
}

}  // namespace

std::string name_entry(hb_face_t* face, hb_ot_name_id_t id) {
  const hb_language_t english = hb_language_from_string("en", -1);
  if (std::string text = entry(face, id, english); !text.empty()) return text;
  unsigned int count = 0;
  const hb_ot_name_entry_t* entries = hb_ot_name_list_names(face, &count);
  for (unsigned int i = 0; i < count; ++i) {
    if (entries[i].name_id == id) return entry(face, id, entries[i].language);
  }
  return {};
}

std::string name_key(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_') continue;
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return key;
}

std::vector<std::string> name_keys(hb_face_t* face) {
  const Style style = style_of(face);
  std::vector<std::string> keys;
  unsigned int count = 0;
  const hb_ot_name_entry_t* entries = hb_ot_name_list_names(face, &count);
  for (unsigned int i = 0; i < count; ++i) {
    const hb_ot_name_id_t id = entries[i].name_id;
    const bool wanted = id == HB_OT_NAME_ID_FULL_NAME || id == HB_OT_NAME_ID_POSTSCRIPT_NAME ||
                        (id == HB_OT_NAME_ID_FONT_FAMILY && style.regular) ||
                        (id == HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY && style.regular && style.regular_weight);
    if (!wanted) continue;
    std::string key = name_key(entry(face, id, entries[i].language));
    if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace banxin::font
