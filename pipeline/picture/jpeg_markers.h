#pragma once

#include <string>
#include <string_view>

namespace banxin::picture {

// A JPEG file's segments (ISO/IEC 10918-1, B.1), sorted.
struct JpegParts {
  std::string bare;     // the file without application data and comments, up to the end of its first picture
  std::string profile;  // ICC.1, B.4
  int components = 0;
  int orientation = 1;  // Exif, tag 274: 1 to 8
  bool jfif = false;    // it says that three components are YCbCr
  bool adobe = false;   // has Adobe's segment, which `bare` keeps: it says how the components make colours
};

// Throws Broken, TooLarge: by sizes alone, nothing is decoded.
JpegParts jpeg_parts(std::string_view file);

// The file with that profile, and a header that says no more than that it is a JPEG.
std::string dressed(const JpegParts& parts, std::string_view profile);

}  // namespace banxin::picture
