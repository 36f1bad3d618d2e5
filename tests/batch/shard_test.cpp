#include "batch/shard.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace banxin::batch::test {
namespace {

using Variables = std::map<std::string, std::string>;

Environment environment(const Variables& variables) {
  return [&variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
}

// "2/5"; or the variable that the refusal names.
std::string told(const Variables& variables) {
  const auto shard = shard_of_environment(environment(variables));
  if (shard) return std::to_string(shard->index) + "/" + std::to_string(shard->count);
  EXPECT_EQ(shard.findings().front().code, "cli-usage");
  return shard.findings().front().message.en;
}

TEST(Shard, IsWrittenWithASlash) {
  EXPECT_EQ(read_shard("2/5")->name(), "2-of-5");
  EXPECT_EQ(read_shard("1/1")->name(), "1-of-1");
  for (const char* wrong :
       {"", "1", "/", "1/", "/2", "0/2", "3/2", "-1/2", "1/2/3", " 1/2", "1/2 ", "a/b", "1/1000001"}) {
    EXPECT_FALSE(read_shard(wrong)) << wrong;
  }
}

TEST(Shard, HasEachIdentityOnceAndSharesThemOut) {
  constexpr int count = 7;
  constexpr int many = 700;
  std::map<int, int> sizes;
  for (int i = 0; i < many; ++i) {
    int owners = 0;
    for (int index = 1; index <= count; ++index) {
      if (!Shard{index, count}.has(std::to_string(i))) continue;
      ++owners;
      ++sizes[index];
    }
    EXPECT_EQ(owners, 1) << i;
  }
  for (const auto& [index, size] : sizes) EXPECT_GT(size, many / count / 2) << index;
  EXPECT_EQ(sizes.size(), count);
}

TEST(Shard, OfNoEngineIsAll) {
  EXPECT_EQ(told({}), "1/1");
  EXPECT_EQ(told({{"SLURM_JOB_ID", "12"}, {"SGE_TASK_ID", "undefined"}}), "1/1");
}

TEST(Shard, OfBanxinsOwnVariables) {
  EXPECT_EQ(told({{"BANXIN_SHARD_INDEX", "2"}, {"BANXIN_SHARD_COUNT", "5"}}), "2/5");
  EXPECT_NE(told({{"BANXIN_SHARD_INDEX", "2"}}).find("BANXIN_SHARD_COUNT"), std::string::npos);
  EXPECT_NE(told({{"BANXIN_SHARD_COUNT", "5"}}).find("BANXIN_SHARD_INDEX"), std::string::npos);
  for (const char* wrong : {"0", "6", "x", "2.5", "-1"}) {
    EXPECT_NE(told({{"BANXIN_SHARD_INDEX", wrong}, {"BANXIN_SHARD_COUNT", "5"}}).find(wrong), std::string::npos)
        << wrong;
  }
  // They come before an engine's.
  EXPECT_EQ(told({{"BANXIN_SHARD_INDEX", "1"}, {"BANXIN_SHARD_COUNT", "1"}, {"SLURM_ARRAY_TASK_ID", "3"}}), "1/1");
}

TEST(Shard, OfSlurm) {
  Variables slurm = {{"SLURM_ARRAY_TASK_ID", "9"},
                     {"SLURM_ARRAY_TASK_COUNT", "3"},
                     {"SLURM_ARRAY_TASK_MIN", "1"},
                     {"SLURM_ARRAY_TASK_MAX", "9"},
                     {"SLURM_ARRAY_TASK_STEP", "4"}};
  EXPECT_EQ(told(slurm), "3/3");
  slurm["SLURM_ARRAY_TASK_ID"] = "1";
  EXPECT_EQ(told(slurm), "1/3");
  slurm["SLURM_ARRAY_TASK_ID"] = "2";
  EXPECT_NE(told(slurm).find("SLURM_ARRAY_TASK_ID"), std::string::npos);
  // An array with gaps is no row of equal steps: some records would belong to nobody.
  slurm = {{"SLURM_ARRAY_TASK_ID", "5"},
           {"SLURM_ARRAY_TASK_COUNT", "3"},
           {"SLURM_ARRAY_TASK_MIN", "1"},
           {"SLURM_ARRAY_TASK_MAX", "6"},
           {"SLURM_ARRAY_TASK_STEP", "1"}};
  EXPECT_NE(told(slurm).find("SLURM_ARRAY_TASK_COUNT"), std::string::npos);
  slurm.erase("SLURM_ARRAY_TASK_MAX");
  EXPECT_NE(told(slurm).find("SLURM_ARRAY_TASK_MAX"), std::string::npos);
  EXPECT_NE(told({{"SLURM_ARRAY_TASK_COUNT", "3"}}).find("SLURM_ARRAY_TASK_ID"), std::string::npos);
}

TEST(Shard, OfKubernetesCountsFromZero) {
  EXPECT_EQ(told({{"JOB_COMPLETION_INDEX", "0"}, {"JOB_COMPLETION_COUNT", "4"}}), "1/4");
  EXPECT_EQ(told({{"JOB_COMPLETION_INDEX", "3"}, {"JOB_COMPLETION_COUNT", "4"}}), "4/4");
  EXPECT_NE(told({{"JOB_COMPLETION_INDEX", "4"}, {"JOB_COMPLETION_COUNT", "4"}}).find("JOB_COMPLETION_INDEX"),
            std::string::npos);
  EXPECT_NE(told({{"JOB_COMPLETION_INDEX", "0"}}).find("JOB_COMPLETION_COUNT"), std::string::npos);
}

TEST(Shard, OfGridEngineAndParallel) {
  EXPECT_EQ(told({{"SGE_TASK_ID", "4"}, {"SGE_TASK_FIRST", "2"}, {"SGE_TASK_LAST", "6"}, {"SGE_TASK_STEPSIZE", "2"}}),
            "2/3");
  EXPECT_NE(told({{"SGE_TASK_ID", "4"}}).find("SGE_TASK_FIRST"), std::string::npos);
  EXPECT_EQ(told({{"PARALLEL_SEQ", "3"}, {"PARALLEL_COUNT", "8"}}), "3/8");
  EXPECT_NE(told({{"PARALLEL_SEQ", "3"}}).find("PARALLEL_COUNT"), std::string::npos);
}

}  // namespace
}  // namespace banxin::batch::test
