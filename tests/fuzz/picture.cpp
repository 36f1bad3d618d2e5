// A picture that somebody sent, decoded in this process and not in one of its own.

#include "fuzz/door.h"
#include "picture/codec.h"

namespace banxin::fuzz {
namespace {

picture::Reading read(std::string_view file) {
  return picture::is_png(file) ? picture::read_png(file) : picture::read_jpeg(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file = view(data, size);
  if (!picture::is_png(file) && !picture::is_jpeg(file)) return 0;
  try {
    const picture::Reading taken = read(file);
    expect(taken.picture.width > 0 && taken.picture.height > 0, "a picture has a size");
    const picture::Reading again = read(taken.picture.file);
    expect(again.picture.file == taken.picture.file, "a picture that was taken stays as it is");
    expect(again.picture.profile == taken.picture.profile, "and so does its profile");
  } catch (const picture::Broken&) {
    return 0;
  } catch (const picture::TooLarge&) {
    return 0;
  }
  return 0;
}

}  // namespace banxin::fuzz
