#pragma once

#include <hb-subset.h>
#include <hb.h>

#include <memory>
#include <string_view>

// Ownership of HarfBuzz's counted objects: each pointer gives its one reference back. Private to the room.
namespace banxin::font {

template <auto Release>
struct Releases {
  template <class T>
  void operator()(T* object) const {
    Release(object);
  }
};

using BlobPtr = std::unique_ptr<hb_blob_t, Releases<hb_blob_destroy>>;
using FacePtr = std::unique_ptr<hb_face_t, Releases<hb_face_destroy>>;
using FontPtr = std::unique_ptr<hb_font_t, Releases<hb_font_destroy>>;
using BufferPtr = std::unique_ptr<hb_buffer_t, Releases<hb_buffer_destroy>>;
using SubsetInputPtr = std::unique_ptr<hb_subset_input_t, Releases<hb_subset_input_destroy>>;
using SubsetPlanPtr = std::unique_ptr<hb_subset_plan_t, Releases<hb_subset_plan_destroy>>;

inline BlobPtr table(hb_face_t* face, hb_tag_t name) {
  return BlobPtr(hb_face_reference_table(face, name));
}
// Valid as long as the blob.
inline std::string_view bytes_of(hb_blob_t* blob) {
  unsigned int length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  return {data, length};
}

}  // namespace banxin::font
