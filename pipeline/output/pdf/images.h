#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "layout/pages.h"
#include "output/pdf/object_writer.h"

namespace banxin::pdf {

// The name that a page's content and its resources have for a picture: of its digest, so that who reads the content
// knows which picture it is.
std::string image_name(const std::string& digest);

// The pictures in colour as inks of a press, by their digests.
using Separations = std::map<std::string, std::string>;

// FG-05: what the pages show, for the press of that profile; in grey what is grey. Warning: picture-resolution, for
// each place where a picture has fewer than 300 pixels an inch. Error: picture-too-large.
Result<Separations> separate(const Pages& pages, std::string_view profile);

// Writes pictures as image objects (ISO 32000-1, 8.9.5), each once, when a page first shows it. JPEGs and the data of
// PNGs are in them as they are.
class ImageWriter {
 public:
  // `separations`: of a file for the press; null: colours are sRGB, or of a picture's own profile.
  ImageWriter(ObjectWriter& writer, const SharedPictures& pictures, const Separations* separations = nullptr)
      : writer_(writer), pictures_(pictures), separations_(separations) {}

  // The entry of a page's resources for what it shows; the page shows something.
  Dictionary resources(const std::vector<std::string>& digests);

 private:
  Ref write(const std::string& digest);
  Value colours_of(const Picture& picture);

  ObjectWriter& writer_;
  const SharedPictures& pictures_;
  const Separations* separations_;
  std::map<std::string, Ref> written_;  // by digest
};

// The box on its page of each figure (ISO 32000-1, 14.8.5.4.3), as an array in points.
std::map<NodeId, std::string> figure_boxes(const Pages& pages);

}  // namespace banxin::pdf
