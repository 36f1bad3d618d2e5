#include "desk/work.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/confined.h"

namespace banxin::desk {
namespace {

constexpr std::uint64_t most_memory = 1U << 30U;
constexpr std::chrono::seconds most_processor{30};
constexpr std::chrono::seconds most_time{60};
constexpr std::uint64_t most_answer = 96U << 20U;

Bilingual reason(Confined::End end) {
  switch (end) {
    case Confined::End::memory:
    case Confined::End::answer: return {"处理它要的内存太多", "it takes too much memory"};
    case Confined::End::processor:
    case Confined::End::time: return {"处理它要的时间太长", "it takes too long"};
    case Confined::End::no_process:
      return {"系统没有给出新的进程，请稍后再试", "the system gave no process; try again later"};
    case Confined::End::crash:
    case Confined::End::done: break;
  }
  return {"程序在处理它时出错", "the program failed at it"};
}

}  // namespace

// Each text behind its length.
std::string packed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += std::to_string(text.size()) + ":" + text;
  return out;
}

std::vector<std::string> unpacked(std::string_view bytes) {
  std::vector<std::string> texts;
  while (!bytes.empty()) {
    std::size_t size = 0;
    while (!bytes.empty() && bytes.front() >= '0' && bytes.front() <= '9') {
      size = 10 * size + static_cast<std::size_t>(bytes.front() - '0');
      bytes.remove_prefix(1);
    }
    if (bytes.empty()) break;
    bytes.remove_prefix(1);
    texts.emplace_back(bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
  }
  return texts;
}

Done in_child(const std::function<Work()>& work, bool may_open) {
  const Bounds bounds{.memory = most_memory,
                      .processor = most_processor,
                      .time = most_time,
                      .answer = most_answer,
                      .may_open = may_open};
  const Confined child = run_confined(
      [&work] {
        Work done = work();
        Response& response = done.response;
        std::vector<std::string> texts = {std::to_string(response.status),
                                          response.type,
                                          response.bytes,
                                          response.location,
                                          response.file_name,
                                          done.record};
        texts.insert(texts.end(), done.facts.begin(), done.facts.end());
        return packed(texts);
      },
      bounds);
  constexpr std::size_t own = 6;
  const std::vector<std::string> texts = unpacked(child.bytes);
  if (child.end != Confined::End::done || texts.size() < own) return {{}, reason(child.end)};
  Done done;
  Response& response = done.work.response;
  response.status = std::stoi(texts[0]);
  response.type = texts[1];
  response.bytes = texts[2];
  response.location = texts[3];
  response.file_name = texts[4];
  done.work.record = texts[5];
  done.work.facts.assign(texts.begin() + own, texts.end());
  return done;
}

}  // namespace banxin::desk
