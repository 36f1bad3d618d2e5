#include "output/outputs.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

#include "output/seal.h"

namespace banxin {
namespace {

TEST(Outputs, EachRowIsFoundByItsKindAndByItsNames) {
  std::set<OutputKind> kinds;
  std::set<std::pair<std::string_view, std::string_view>> names;
  for (const OutputRow& row : outputs()) {
    EXPECT_TRUE(kinds.insert(row.kind).second) << row.name;
    EXPECT_TRUE(names.insert({row.name, row.profile}).second) << row.name;
    EXPECT_EQ(&row_of(row.kind), &row);
    EXPECT_EQ(output_named(row.name, row.profile), &row);
    EXPECT_TRUE(row.suffix.starts_with(".") && row.suffix.size() > 1) << row.name;
    EXPECT_NE(row.media_type.find('/'), std::string_view::npos) << row.name;
  }
}

TEST(Outputs, WithoutAProfileTheFirstOfTheNameIsMeant) {
  EXPECT_EQ(output_named("pdf"), &outputs().front());
  EXPECT_EQ(output_named("pdf")->profile, "archive");
  EXPECT_EQ(output_named("pdf", "nothing"), nullptr);
  EXPECT_EQ(output_named("nothing"), nullptr);
  EXPECT_EQ(output_named(""), nullptr);
}

TEST(Outputs, WhatHasPagesHasInksAndBoxes) {
  for (const OutputRow& row : outputs()) {
    const bool has_pages = row.made_from == MadeFrom::pages;
    EXPECT_EQ(!row.boxes.empty(), has_pages) << row.name;
    for (const std::string_view ink : {row.inks.black, row.inks.grey, row.inks.red}) {
      EXPECT_EQ(!ink.empty(), has_pages) << row.name;
    }
  }
}

// D-05: a draft drops the claims, all of them.
TEST(Outputs, ADraftClaimsNothing) {
  for (const OutputRow& row : outputs()) {
    EXPECT_EQ(claims_of(row.kind, false).data(), row.claims.data());
    EXPECT_TRUE(claims_of(row.kind, true).empty());
    for (const bool draft : {false, true}) {
      DocumentInfo info;
      info.draft = draft;
      const Output made =
          output::Seal::seal({.kind = row.kind, .bytes = "x", .sha512 = {}, .info = info, .faces = {}, .pages = {}});
      EXPECT_EQ(made.claims().size(), draft ? 0 : row.claims.size());
      EXPECT_EQ(made.media_type(), row.media_type);
    }
  }
}

}  // namespace
}  // namespace banxin
