#include "output/pdf/output_intent.h"

#include <lcms2.h>

#include <algorithm>
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

}  // namespace banxin::pdf
