#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace banxin::batch {

// One of `count` equal parts of the work; `index` counts from 1.
struct Shard {
  int index = 1;
  int count = 1;

  // Only the digest of a record's identity decides its shard: versions of one report are never made by two.
  bool has(std::string_view identity) const;
  // "2-of-5", the name of what a shard writes for itself.
  std::string name() const;
};

// "2/5". Nothing when it is written otherwise or out of range.
std::optional<Shard> read_shard(std::string_view text);

// The value of an environment variable, or null.
using Environment = std::function<const char*(const char*)>;

// What the engine that started this process says about its place in an array: Banxin's own variables, then those of
// Slurm, Kubernetes Indexed Jobs, Grid Engine and GNU parallel. 1 of 1 when there are none. Error: cli-usage for a pair
// of which one half is missing, and for what is not a number or is out of range; it names the variables.
Result<Shard> shard_of_environment(const Environment& environment);

}  // namespace banxin::batch
