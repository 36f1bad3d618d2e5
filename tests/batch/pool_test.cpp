// What a pool makes of workers that do not do as workers do.

#include "batch/pool.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

#include "archive/outcome.h"

namespace banxin::batch::test {
namespace {

using Tasks = std::vector<std::size_t>;

// A worker that answers with the task's number, but for what a test has it do.
struct Trick {
  std::function<void(std::size_t)> begin = [](std::size_t) {};
  std::function<void(const Tasks&, std::vector<std::string>&)> finish = [](const Tasks&, std::vector<std::string>&) {};
};

class Tricky : public Work {
 public:
  explicit Tricky(const Trick& trick) : trick_(trick) {}
  void begin(std::size_t task) override {
    trick_.begin(task);
    tasks_.push_back(task);
  }
  std::vector<std::string> finish() override {
    std::vector<std::string> answers;
    for (const std::size_t task : tasks_) answers.push_back(std::to_string(task));
    trick_.finish(tasks_, answers);
    tasks_.clear();
    return answers;
  }

 private:
  const Trick& trick_;
  Tasks tasks_;
};

class Notes : public Foreman {
 public:
  bool answered(std::size_t task, const std::string& answer) override {
    if (answer != std::to_string(task)) return false;
    done.push_back(task);
    return true;
  }
  void failed(std::size_t task, const Failure& failure) override {
    lost.push_back(task);
    failures.push_back(failure);
  }
  void tick() override {}
  bool wants_more() const override { return true; }

  Tasks done, lost;
  std::vector<Failure> failures;
};

// Everything that a run of twelve tasks told.
struct Told {
  Notes notes;
  std::string trouble;
};

constexpr std::size_t count = 12;
constexpr std::size_t bad = 5;

Told run(const Trick& trick, Limits limits = {}) {
  Tasks tasks(count);
  std::iota(tasks.begin(), tasks.end(), std::size_t{0});
  Told told;
  const Signals signals;
  Pool pool(
      limits, [&trick] { return std::make_unique<Tricky>(trick); }, signals);
  const auto ended = pool.run(tasks, told.notes);
  if (!ended) told.trouble = ended.findings().front().code;
  std::sort(told.notes.done.begin(), told.notes.done.end());
  return told;
}

void expect_all_but_the_bad(const Told& told, Failure::Kind kind) {
  EXPECT_EQ(told.trouble, "");
  EXPECT_EQ(told.notes.done, (Tasks{0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11}));
  ASSERT_EQ(told.notes.lost, Tasks{bad});
  EXPECT_EQ(told.notes.failures[0].kind, kind);
}

// The worker's end of the socket to its parent.
int socket_of_worker() {
  constexpr int most_descriptors = 256;
  for (int fd = most_descriptors; fd > 2; --fd) {
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET) return fd;
  }
  return -1;
}

Trick says_of_the_bad(const std::string& packet) {
  Trick trick;
  trick.begin = [packet](std::size_t task) {
    if (task == bad) ::send(socket_of_worker(), packet.data(), packet.size(), 0);
  };
  return trick;
}

TEST(Pool, AnswersAllTasks) {
  const Told told = run({});
  EXPECT_EQ(told.notes.done.size(), count);
  EXPECT_TRUE(told.notes.lost.empty());
}

TEST(Pool, AnAnswerThatIsNoneFailsItsTaskAlone) {
  Trick trick;
  trick.finish = [](const Tasks& tasks, std::vector<std::string>& answers) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (tasks[i] == bad) answers[i] = "[[[{\"";
    }
  };
  expect_all_but_the_bad(run(trick), Failure::Kind::exception);
}

TEST(Pool, WhatNoWorkerSaysFailsTheTask) {
  // An unknown kind; an answer before all is begun; more begun than there is.
  expect_all_but_the_bad(run(says_of_the_bad("z")), Failure::Kind::exception);
  expect_all_but_the_bad(run(says_of_the_bad("a5")), Failure::Kind::exception);
  expect_all_but_the_bad(run(says_of_the_bad("b")), Failure::Kind::exception);
  expect_all_but_the_bad(run(says_of_the_bad(std::string(70'000, 'a'))), Failure::Kind::exception);
}

TEST(Pool, AMessageThatCannotBeSentEndsTheWorkerNotTheRun) {
  Trick trick;
  trick.finish = [](const Tasks& tasks, std::vector<std::string>& answers) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (tasks[i] == bad) answers[i] = std::string(70'000, 'x');  // more than a packet
    }
  };
  expect_all_but_the_bad(run(trick), Failure::Kind::crash);
  Trick closed;
  closed.begin = [](std::size_t task) {
    if (task == bad) ::shutdown(socket_of_worker(), SHUT_RDWR);
  };
  const Told told = run(closed);
  EXPECT_EQ(told.trouble, "");
  EXPECT_EQ(told.notes.lost, Tasks{bad});
}

TEST(Pool, FewerAnswersThanTasksFailTheWorker) {
  Trick trick;
  trick.finish = [](const Tasks& tasks, std::vector<std::string>& answers) {
    if (std::find(tasks.begin(), tasks.end(), bad) != tasks.end()) answers.pop_back();
  };
  expect_all_but_the_bad(run(trick), Failure::Kind::exception);
}

TEST(Pool, AWorkerThatHangsWhileItFinishesEndsTheRunInTime) {
  Trick trick;
  trick.finish = [](const Tasks& tasks, std::vector<std::string>&) {
    if (std::find(tasks.begin(), tasks.end(), bad) != tasks.end()) {
      for (;;) ::pause();
    }
  };
  Limits limits;
  limits.jobs = 2;
  limits.finishing = std::chrono::milliseconds(300);
  const Told told = run(trick, limits);
  EXPECT_EQ(told.trouble, "batch-stalled");
  EXPECT_TRUE(told.notes.lost.empty()) << "no record's fault";
}

}  // namespace
}  // namespace banxin::batch::test
