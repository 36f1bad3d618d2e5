#include "xml/decode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "base/codes.h"
#include "base/converter.h"
#include "base/utf8.h"

namespace banxin::xml {
namespace {

constexpr const char* supported = "UTF-8、UTF-16、GB18030、GBK、GB2312";
constexpr const char* supported_en = "UTF-8, UTF-16, GB18030, GBK, GB2312";
const Bilingual save_as_utf8 = {
    "改正第一行的 encoding 使之与文件实际的编码相符，或另存为 UTF-8。",
    "Make the encoding in the first line say what the file really is, or save it as UTF-8."};

Diagnostic finding(const std::string& file, int line, std::string zh, std::string en, Bilingual hint = save_as_utf8) {
  return {.code = code::xml_encoding,
          .place = {file, line, {}},
          .message = {std::move(zh), std::move(en)},
          .hint = std::move(hint)};
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

// The encoding that an XML declaration names, upper case; empty without one. Understands ASCII bytes only.
std::string declared_encoding(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  if (!text.starts_with("<?xml") || text.size() < 6 || blanks.find(text[5]) == std::string_view::npos) return {};
  text = text.substr(0, text.find("?>"));
  const std::size_t name = text.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t equals = text.find_first_not_of(blanks, name + 8);
  if (equals == std::string_view::npos || text[equals] != '=') return {};
  const std::size_t open = text.find_first_not_of(blanks, equals + 1);
  if (open == std::string_view::npos || (text[open] != '"' && text[open] != '\'')) return {};
  const std::size_t close = text.find(text[open], open + 1);
  if (close == std::string_view::npos) return {};
  return upper(text.substr(open + 1, close - open - 1));
}

enum class Family { utf8, utf16, gb, unsupported };

Family family_of(const std::string& encoding) {
  constexpr std::array<std::string_view, 4> utf8 = {"UTF-8", "UTF8", "US-ASCII", "ASCII"};
  constexpr std::array<std::string_view, 3> utf16 = {"UTF-16", "UTF-16LE", "UTF-16BE"};
  constexpr std::array<std::string_view, 7> gb = {"GB18030",     "GBK",    "GB2312",      "CP936",
                                                  "WINDOWS-936", "EUC-CN", "GB18030-2005"};
  const auto in = [&encoding](const auto& names) {
    return std::find(names.begin(), names.end(), encoding) != names.end();
  };
  if (in(utf8)) return Family::utf8;
  if (in(utf16)) return Family::utf16;
  return in(gb) ? Family::gb : Family::unsupported;
}

// Four-byte codes that the edition of 2005 has for U+9FB4-9FBB and U+FE10-FE19. That of 2022 exchanges them with
// private-use points that stand for the same characters, and the C library refuses them (measured with glibc 2.36).
char32_t four_byte_character(std::string_view code) {
  const auto digit = [&code](std::size_t i, unsigned base) { return static_cast<unsigned char>(code[i]) - base; };
  if (code.size() < 4) return 0;
  const unsigned index = ((digit(0, 0x81) * 10 + digit(1, 0x30)) * 126 + digit(2, 0x81)) * 10 + digit(3, 0x30);
  constexpr unsigned of_9fb4 = ((1U * 10 + 5) * 126 + 15) * 10 + 7;  // 82 35 90 37
  constexpr unsigned of_fe10 = ((3U * 10 + 1) * 126 + 1) * 10 + 6;   // 84 31 82 36
  if (digit(1, 0x30) > 9 || digit(3, 0x30) > 9) return 0;
  if (index >= of_9fb4 && index < of_9fb4 + 8) return 0x9FB4 + (index - of_9fb4);
  if (index >= of_fe10 && index < of_fe10 + 10) return 0xFE10 + (index - of_fe10);
  return 0;
}

std::string hexadecimal(std::string_view bytes, std::size_t most) {
  std::string out;
  for (const char c : bytes.substr(0, most)) out += fmt::format(" {:02X}", static_cast<unsigned char>(c));
  return out.empty() ? out : out.substr(1);
}

Diagnostic undecodable(std::string_view bytes, std::size_t offset, TextPosition at, const std::string& encoding,
                       const std::string& file, const Bilingual& hint) {
  const std::string shown = hexadecimal(bytes.substr(offset), 4);
  return finding(file, at.line,
                 fmt::format("第 {} 个字节起的 {} 不是 {} 编码（第 {} 行第 {} 列）。", offset + 1, shown, encoding,
                             at.line, at.column),
                 fmt::format("The bytes {} from byte {} on are not {} (line {}, column {}).", shown, offset + 1,
                             encoding, at.line, at.column),
                 hint);
}

Diagnostic too_large(const std::string& file, std::size_t most_bytes) {
  return {.code = code::xml_too_large,
          .place = {file, 0, {}},
          .message = {fmt::format("文件转换为 UTF-8 后超过 {} 字节的上限。", most_bytes),
                      fmt::format("The file has more than {} bytes as UTF-8, which is the limit.", most_bytes)},
          .hint = {"请确认给对了文件。", "Make sure that this is the right file."}};
}

using Outcome = Result<std::unique_ptr<const Decoded>>;

Outcome convert(std::string_view bytes, std::size_t skip, const char* converter_name, std::string encoding,
                const std::string& file, std::size_t most_bytes) {
  const Converter converter("UTF-8", converter_name);
  if (!converter.valid()) {
    throw std::runtime_error(fmt::format("the C library has no converter for {}", converter_name));
  }
  auto decoded = std::make_unique<Decoded>();
  std::string& out = decoded->converted;
  out.reserve(bytes.size() + bytes.size() / 2);
  std::string_view rest = bytes.substr(skip);
  for (;;) {
    const int error = converter.convert(rest, out, most_bytes);
    if (error == 0) break;
    if (error == E2BIG) return too_large(file, most_bytes);
    const char32_t character = error == EILSEQ && encoding.starts_with("GB") ? four_byte_character(rest) : 0;
    if (character == 0) {
      Bilingual hint = save_as_utf8;
      if (valid_utf8_prefix(bytes) == bytes.size()) {
        hint = {"整个文件按 UTF-8 可以读通：在第一行写 encoding=\"UTF-8\"。",
                "The whole file can be read as UTF-8: write encoding=\"UTF-8\" in the first line."};
      }
      return undecodable(bytes, bytes.size() - rest.size(), position_of(out, out.size()), encoding, file, hint);
    }
    append_utf8(out, character);
    rest.remove_prefix(4);
  }
  decoded->encoding = std::move(encoding);
  decoded->text = out;
  return std::unique_ptr<const Decoded>(std::move(decoded));
}

bool is_gb18030(std::string_view bytes) {
  const Converter converter("UTF-8", "GB18030");
  std::string out;
  return converter.valid() && converter.convert(bytes, out) == 0;
}

Outcome as_utf8(std::string_view bytes, std::size_t skip, const std::string& file, std::size_t most_bytes) {
  const std::string_view text = bytes.substr(skip);
  const std::size_t valid = valid_utf8_prefix(text);
  if (valid < text.size()) {
    Bilingual hint = save_as_utf8;
    if (is_gb18030(text)) {
      hint = {"整个文件按 GB18030 可以读通：多半是以 GBK 保存的。请在第一行写 encoding=\"GB18030\"，或另存为 UTF-8。",
              "The whole file can be read as GB18030: it was probably saved as GBK. Write encoding=\"GB18030\" in the "
              "first line, or save it as UTF-8."};
    }
    return undecodable(bytes, skip + valid, position_of(text, valid), "UTF-8", file, hint);
  }
  if (text.size() > most_bytes) return too_large(file, most_bytes);
  auto decoded = std::make_unique<Decoded>();
  decoded->text = text;
  decoded->encoding = "UTF-8";
  return std::unique_ptr<const Decoded>(std::move(decoded));
}

// A damaged name may hold anything, and may be long: nothing has been decoded yet.
std::string printable(const std::string& name) {
  constexpr std::size_t most = 40;
  std::string out = name.substr(0, most);
  for (char& c : out) c = c >= ' ' && c <= '~' ? c : '?';
  return name.size() > most ? out + "…" : out;
}

Diagnostic contradiction(const std::string& declared, const char* actual, const std::string& file) {
  const std::string name = printable(declared);
  return finding(file, 1, fmt::format("第一行声明的编码是 {}，文件却是 {}。", name, actual),
                 fmt::format("The first line declares {}, but the file is {}.", name, actual));
}

Outcome as_utf16(std::string_view bytes, std::size_t skip, const char* name, const std::string& file,
                 std::size_t most_bytes) {
  auto decoded = convert(bytes, skip, name, name, file, most_bytes);
  if (!decoded) return decoded;
  const std::string declared = declared_encoding((*decoded)->text);
  if (!declared.empty() && declared != "UTF-16" && declared != name) return contradiction(declared, name, file);
  return decoded;
}

Outcome by_declaration(std::string_view bytes, const std::string& file, std::size_t most_bytes) {
  const std::string declared = declared_encoding(bytes);
  switch (declared.empty() ? Family::utf8 : family_of(declared)) {
    case Family::utf8: return as_utf8(bytes, 0, file, most_bytes);
    case Family::gb: return convert(bytes, 0, "GB18030", declared, file, most_bytes);
    case Family::utf16: return contradiction(declared, "UTF-8 / GB18030", file);
    case Family::unsupported: break;
  }
  const std::string name = printable(declared);
  return finding(file, 1, fmt::format("不支持声明的编码 {}；支持 {}。", name, supported),
                 fmt::format("The declared encoding {} is not supported; {} are.", name, supported_en));
}

Outcome by_signature(std::string_view bytes, const std::string& file, std::size_t most_bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    const std::string declared = declared_encoding(bytes.substr(3));
    if (!declared.empty() && family_of(declared) != Family::utf8) return contradiction(declared, "UTF-8", file);
    return as_utf8(bytes, 3, file, most_bytes);
  }
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
    return finding(file, 1, fmt::format("不支持编码 UTF-32；支持 {}。", supported),
                   fmt::format("UTF-32 is not supported; {} are.", supported_en));
  }
  if (bytes.starts_with("\xFF\xFE"sv)) return as_utf16(bytes, 2, "UTF-16LE", file, most_bytes);
  if (bytes.starts_with("\xFE\xFF"sv)) return as_utf16(bytes, 2, "UTF-16BE", file, most_bytes);
  if (bytes.starts_with("<\0"sv)) return as_utf16(bytes, 0, "UTF-16LE", file, most_bytes);
  if (bytes.starts_with("\0<"sv)) return as_utf16(bytes, 0, "UTF-16BE", file, most_bytes);
  return by_declaration(bytes, file, most_bytes);
}

bool begins_with_mark(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

}  // namespace

Result<std::unique_ptr<const Decoded>> decode_text(std::string_view bytes, const std::string& encoding,
                                                   const std::string& file, std::size_t most_bytes) {
  if (begins_with_mark(bytes)) return by_signature(bytes, file, most_bytes);
  const bool utf8 = valid_utf8_prefix(bytes) == bytes.size();
  const std::string declared = upper(encoding);
  // What is UTF-8 in more than ASCII is hardly ever anything else, whatever a page says of itself.
  if (!utf8 && (family_of(declared) == Family::gb || is_gb18030(bytes))) {
    return convert(bytes, 0, "GB18030", declared.empty() ? "GB18030" : declared, file, most_bytes);
  }
  return as_utf8(bytes, 0, file, most_bytes);
}

TextPosition position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t last = before.rfind('\n');
  const std::string_view line = last == std::string_view::npos ? before : before.substr(last + 1);
  const auto starts_character = [](char c) { return !continues_character(c); };
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(std::count_if(line.begin(), line.end(), starts_character)) + 1};
}

Result<std::unique_ptr<const Decoded>> decode(std::string_view bytes, const std::string& file, std::size_t most_bytes) {
  auto decoded = by_signature(bytes, file, most_bytes);
  if (!decoded) return decoded;
  const std::size_t nul = (*decoded)->text.find('\0');
  if (nul == std::string_view::npos) return decoded;
  const TextPosition at = position_of((*decoded)->text, nul);
  return Diagnostic{.code = code::xml_malformed,
                    .place = {file, at.line, {}},
                    .message = {fmt::format("第 {} 列有 XML 不允许的字符 U+0000。", at.column),
                                fmt::format("Column {} holds the character U+0000, which XML forbids.", at.column)},
                    .hint = {"文件可能已损坏，或不是 XML。", "The file may be damaged, or it is not XML."}};
}

}  // namespace banxin::xml
