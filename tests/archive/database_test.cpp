#include "archive/database.h"

#include <gtest/gtest.h>

#include <string>

#include "archive/kit.h"

namespace banxin::archive::test {
namespace {

TEST(Database, WhatItQuotesOfADamagedFileIsWrittenOut) {
  const TemporaryFolder folder;
  {
    Database database = Database::create(folder.path("catalogue.sqlite"));
    database.execute("CREATE TABLE package (folder TEXT NOT NULL)");
    ASSERT_TRUE(database.well());
  }
  std::string bytes = bytes_of(folder.path("catalogue.sqlite"));
  bytes.replace(bytes.find("NULL"), 2, "N\xF0");
  const Database damaged = Database::open_for_reading(folder.write("damaged.sqlite", bytes));
  const Findings trouble = damaged.trouble();
  ASSERT_EQ(trouble.size(), 1U);
  EXPECT_EQ(trouble[0].code, "archive-usability");
  EXPECT_NE(trouble[0].message.en.find("N\\xf0LL"), std::string::npos) << trouble[0].message.en;
}

}  // namespace
}  // namespace banxin::archive::test
