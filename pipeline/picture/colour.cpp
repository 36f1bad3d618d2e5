#include <lcms2.h>

#include <algorithm>
#include <memory>
#include <type_traits>

#include "picture/codec.h"

namespace banxin::picture {
namespace {

struct DeleteContext {
  void operator()(cmsContext context) const { cmsDeleteContext(context); }
};
struct CloseProfile {
  void operator()(cmsHPROFILE profile) const { cmsCloseProfile(profile); }
};
struct DeleteTransform {
  void operator()(cmsHTRANSFORM transform) const { cmsDeleteTransform(transform); }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, DeleteContext>;
using Profile = std::unique_ptr<std::remove_pointer_t<cmsHPROFILE>, CloseProfile>;
using Transform = std::unique_ptr<std::remove_pointer_t<cmsHTRANSFORM>, DeleteTransform>;

Context context() {
  Context made(cmsCreateContext(nullptr, nullptr));
  if (!made) throw std::bad_alloc();
  return made;
}

Profile open(const Context& context, std::string_view bytes) {
  return Profile(cmsOpenProfileFromMemTHR(context.get(), bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
}

// Paper white stays paper white, black the blackest that there is: what proofs of offices are judged by.
Pixels converted(const Context& context, const Pixels& from, const Profile& source, cmsUInt32Number source_format,
                 const Profile& target, int channels, cmsUInt32Number target_format) {
  if (!source || !target) throw Broken("a profile that cannot be opened");
  const Transform transform(cmsCreateTransformTHR(context.get(), source.get(), source_format, target.get(),
                                                  target_format, INTENT_RELATIVE_COLORIMETRIC,
                                                  cmsFLAGS_BLACKPOINTCOMPENSATION));
  if (!transform) throw Broken("profiles that do not serve");
  Pixels out = blank(from.width, from.height, channels);
  for (int y = 0; y < from.height; ++y) {
    cmsDoTransform(transform.get(), from.row(y), out.row(y), static_cast<cmsUInt32Number>(from.width));
  }
  return out;
}

}  // namespace

bool usable_profile(const std::string& profile, int channels) {
  constexpr std::size_t most_bytes = 1U << 20U;
  constexpr double next_version = 5.0;  // ISO 19005-3, 6.2.3
  if (profile.size() > most_bytes) return false;
  const Context of(context());
  const Profile opened = open(of, profile);
  if (!opened || cmsGetProfileVersion(opened.get()) >= next_version) return false;
  const cmsColorSpaceSignature space = cmsGetColorSpace(opened.get());
  const cmsColorSpaceSignature wanted = channels == 1 ? cmsSigGrayData : channels == 3 ? cmsSigRgbData : cmsSigCmykData;
  const cmsProfileClassSignature kind = cmsGetDeviceClass(opened.get());
  const bool device = kind == cmsSigInputClass || kind == cmsSigDisplayClass || kind == cmsSigOutputClass ||
                      kind == cmsSigColorSpaceClass;
  return space == wanted && device;
}

Pixels to_srgb(const Pixels& inks, const std::string& profile) {
  if (!profile.empty()) {
    const Context of(context());
    return converted(of, inks, open(of, profile), TYPE_CMYK_8, Profile(cmsCreate_sRGBProfileTHR(of.get())), 3,
                     TYPE_RGB_8);
  }
  constexpr int full = 255;
  Pixels out = blank(inks.width, inks.height, 3);
  for (std::size_t i = 0, o = 0; i + 3 < inks.samples.size(); i += 4) {
    for (std::size_t ink = 0; ink < 3; ++ink) {
      const int light = (full - inks.samples[i + ink]) * (full - inks.samples[i + 3]);
      out.samples[o++] = static_cast<std::uint8_t>((light + full / 2) / full);
    }
  }
  return out;
}

Pixels to_inks(const Pixels& pixels, const std::string& profile, std::string_view press) {
  if (pixels.channels != 3) throw Broken("it is not in colour");
  const Context of(context());
  const Profile source = profile.empty() ? Profile(cmsCreate_sRGBProfileTHR(of.get())) : open(of, profile);
  return converted(of, pixels, source, TYPE_RGB_8, open(of, press), 4, TYPE_CMYK_8);
}

}  // namespace banxin::picture
