#include "batch/shard.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

#include "base/codes.h"
#include "base/digest.h"

namespace banxin::batch {
namespace {

constexpr long most_shards = 1'000'000;

std::optional<long> number(std::string_view text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// How an engine gives a process its place: by its index and the count; or by the numbers first, first + step ... last
// that the array was asked for, and then a count must agree with them.
struct Engine {
  const char* name;
  const char* index;
  const char* count;
  const char* first = nullptr;
  const char* last = nullptr;
  const char* step = nullptr;
  long base = 0;  // the first process's index, when only the count is given
};

constexpr Engine engines[] = {
    {.name = "Banxin", .index = "BANXIN_SHARD_INDEX", .count = "BANXIN_SHARD_COUNT", .base = 1},
    {.name = "Slurm",
     .index = "SLURM_ARRAY_TASK_ID",
     .count = "SLURM_ARRAY_TASK_COUNT",
     .first = "SLURM_ARRAY_TASK_MIN",
     .last = "SLURM_ARRAY_TASK_MAX",
     .step = "SLURM_ARRAY_TASK_STEP"},
    {.name = "Kubernetes", .index = "JOB_COMPLETION_INDEX", .count = "JOB_COMPLETION_COUNT"},
    {.name = "Grid Engine",
     .index = "SGE_TASK_ID",
     .count = nullptr,
     .first = "SGE_TASK_FIRST",
     .last = "SGE_TASK_LAST",
     .step = "SGE_TASK_STEPSIZE"},
    {.name = "GNU parallel", .index = "PARALLEL_SEQ", .count = "PARALLEL_COUNT", .base = 1},
};

Diagnostic refusal(Bilingual message, Bilingual hint) {
  return {.code = code::cli_usage, .message = std::move(message), .hint = std::move(hint)};
}

Diagnostic bad_value(const Engine& engine, std::string_view variable, std::string_view value) {
  return refusal(
      {fmt::format("{} 的环境变量 {} 的值“{}”不能用来分片。", engine.name, variable, value),
       fmt::format("{}'s variable {} has the value \"{}\", which names no shard.", engine.name, variable, value)},
      {"改正它，或用 --shard I/N 指明。", "Correct it, or give --shard I/N."});
}

Diagnostic missing_half(const Engine& engine, std::string_view present, std::string_view absent) {
  return refusal(
      {fmt::format("{} 的环境变量 {} 已设，{} 却没有：不知道是几片中的哪一片。", engine.name, present, absent),
       fmt::format("{}'s variable {} is set but {} is not: which of how many shards this is remains unknown.",
                   engine.name, present, absent)},
      {fmt::format("设上 {}，或用 --shard I/N 指明（1/1 为全部）。", absent),
       fmt::format("Set {}, or give --shard I/N (1/1 is all).", absent)});
}

// A variable that is set to nothing is as good as not set; Grid Engine says "undefined" outside an array.
std::optional<std::string> value_of(const Environment& environment, const char* name) {
  const char* value = name == nullptr ? nullptr : environment(name);
  if (value == nullptr || *value == '\0' || std::string_view(value) == "undefined") return std::nullopt;
  return value;
}

Result<Shard> by_count(const Engine& engine, const std::string& index, const std::string& count) {
  const auto n = number(count);
  if (!n || *n < 1 || *n > most_shards) return bad_value(engine, engine.count, count);
  const auto i = number(index);
  if (!i || *i < engine.base || *i - engine.base >= *n) return bad_value(engine, engine.index, index);
  return Shard{static_cast<int>(*i - engine.base + 1), static_cast<int>(*n)};
}

// An array 1-9:4 has the numbers 1, 5, 9: three shards. One with gaps (1,5,6) is not such a row: its count shows it.
Result<Shard> by_range(const Engine& engine, const std::string& index, const Environment& environment) {
  long values[3] = {0, 0, 1};
  const char* const names[3] = {engine.first, engine.last, engine.step};
  for (std::size_t k = 0; k < std::size(names); ++k) {
    const auto text = value_of(environment, names[k]);
    if (!text) return missing_half(engine, engine.index, names[k]);
    const auto value = number(*text);
    if (!value || *value < 0) return bad_value(engine, names[k], *text);
    values[k] = *value;
  }
  const auto [first, last, step] = values;
  if (step < 1) return bad_value(engine, engine.step, std::to_string(step));
  if (last < first || (last - first) / step >= most_shards) return bad_value(engine, engine.last, std::to_string(last));
  const long members = (last - first) / step + 1;
  if (const auto count = value_of(environment, engine.count); count && number(*count) != members) {
    return bad_value(engine, engine.count, *count);
  }
  const auto i = number(index);
  if (!i || *i < first || *i > last || (*i - first) % step != 0) return bad_value(engine, engine.index, index);
  return Shard{static_cast<int>((*i - first) / step + 1), static_cast<int>(members)};
}

}  // namespace

bool Shard::has(std::string_view identity) const {
  if (count == 1) return true;
  const std::string bytes = digest(DigestKind::sha512, identity);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value % static_cast<std::uint64_t>(count) == static_cast<std::uint64_t>(index - 1);
}

std::string Shard::name() const {
  return fmt::format("{}-of-{}", index, count);
}

std::optional<Shard> read_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto index = number(text.substr(0, slash));
  const auto count = number(text.substr(slash + 1));
  if (!index || !count || *index < 1 || *count < *index || *count > most_shards) return std::nullopt;
  return Shard{static_cast<int>(*index), static_cast<int>(*count)};
}

Result<Shard> shard_of_environment(const Environment& environment) {
  for (const Engine& engine : engines) {
    const auto index = value_of(environment, engine.index);
    const auto count = value_of(environment, engine.count);
    if (!index) {
      for (const char* other : {engine.count, engine.first, engine.last}) {
        if (value_of(environment, other)) return missing_half(engine, other, engine.index);
      }
      continue;
    }
    if (engine.first != nullptr) return by_range(engine, *index, environment);
    if (!count) return missing_half(engine, engine.index, engine.count);
    return by_count(engine, *index, *count);
  }
  return Shard{};
}

}  // namespace banxin::batch
