#include "output/pdf/output_intent.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>

namespace banxin::pdf {
namespace {

struct DeleteContext {
  void operator()(cmsContext context) const { cmsDeleteContext(context); }
};
struct CloseProfile {
  void operator()(cmsHPROFILE profile) const { cmsCloseProfile(profile); }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, DeleteContext>;
using ProfileHandle = std::unique_ptr<std::remove_pointer_t<cmsHPROFILE>, CloseProfile>;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Printable ASCII alone: what a stranger's profile says of itself ends up in messages and in the file.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= ' ' && c <= '~') out += c;
  }
  return out;
}

// ICC.1:2010, 7.2.8: when the profile was made, six numbers of two bytes. lcms2 puts the clock there.
constexpr std::size_t date_begin = 24;
constexpr unsigned char date[12] = {0x07, 0xE3, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};  // 2019-01-01

}  // namespace

std::string srgb_profile() {
  const Context context(cmsCreateContext(nullptr, nullptr));
  if (!context) throw std::bad_alloc();
  const ProfileHandle profile(cmsCreate_sRGBProfileTHR(context.get()));
  cmsUInt32Number size = 0;
  if (!profile || cmsSaveProfileToMem(profile.get(), nullptr, &size) == 0) throw std::bad_alloc();
  std::string bytes(size, '\0');
  if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0) throw std::bad_alloc();
  std::copy(std::begin(date), std::end(date), bytes.begin() + date_begin);
  return bytes;
}

Ref write_output_intent(ObjectWriter& writer) {
  static const std::string bytes = srgb_profile();  // the same in every file
  const Ref profile = writer.add_stream({{"N", 3}}, bytes, Packing::text);
  return writer.add({{"Type", Name{"OutputIntent"}},
                     {"S", Name{"GTS_PDFA1"}},
                     {"OutputConditionIdentifier", Text{"sRGB IEC61966-2.1"}},
                     {"RegistryName", Text{"http://www.color.org"}},
                     {"Info", Text{"sRGB IEC61966-2.1"}},
                     {"DestOutputProfile", profile}});
}

std::optional<OutputCondition> output_condition(std::string_view profile) {
  constexpr std::size_t header = 128;  // ICC.1:2010, 7.2
  if (profile.size() < header || profile.size() > std::numeric_limits<cmsUInt32Number>::max()) return std::nullopt;
  const Context context(cmsCreateContext(nullptr, nullptr));
  if (!context) throw std::bad_alloc();
  const ProfileHandle opened(
      cmsOpenProfileFromMemTHR(context.get(), profile.data(), static_cast<cmsUInt32Number>(profile.size())));
  if (!opened || cmsGetDeviceClass(opened.get()) != cmsSigOutputClass ||
      cmsGetColorSpace(opened.get()) != cmsSigCmykData || cmsIsTag(opened.get(), cmsSigBToA0Tag) == 0) {
    return std::nullopt;
  }
  std::array<char, 256> text{};
  cmsGetProfileInfoASCII(opened.get(), cmsInfoDescription, "en", "US", text.data(), text.size() - 1);
  OutputCondition condition{.identifier = "Custom", .description = printable(text.data())};
  if (condition.description.empty()) condition.description = condition.identifier;
  // FOGRA47L Uncoated: characterisations are registered under FOGRA and a number.
  constexpr std::string_view registered = "FOGRA";
  if (const std::size_t at = condition.description.find(registered); at != std::string::npos) {
    std::size_t end = at + registered.size();
    while (end < condition.description.size() && is_digit(condition.description[end])) ++end;
    if (end > at + registered.size()) condition.identifier = condition.description.substr(at, end - at);
  }
  return condition;
}

Ref write_output_intent(ObjectWriter& writer, const OutputCondition& condition, std::string_view profile) {
  const Ref stream = writer.add_stream({{"N", 4}}, profile, Packing::text);
  Dictionary intent = {{"Type", Name{"OutputIntent"}},
                       {"S", Name{"GTS_PDFX"}},
                       {"OutputConditionIdentifier", Text{condition.identifier}},
                       {"Info", Text{condition.description}},
                       {"DestOutputProfile", stream}};
  if (condition.identifier != "Custom") intent.push_back({"RegistryName", Text{"http://www.color.org"}});
  return writer.add(intent);
}

}  // namespace banxin::pdf
