#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>

#include "base/descriptor.h"
#include "desk/desk.h"

namespace banxin::desk {

// What takes longer than a request may, a batch or a sum: one at a time, in a process of its own that ends with the
// desk. It may write, so it is not confined; it has none of the desk's connections.
class Job {
 public:
  // What is being done; none: nothing was since the desk was opened.
  enum class Kind { none, batch, sum };

  // False when one is running, or when the system gives no process.
  bool start(Kind kind, const std::function<JobEnd(const Tell&)>& work);
  // Asks it to end; a batch ends what is in hand first. The second time it ends at once.
  void stop();
  // Reads what it has said. True once, when it has ended.
  bool look();

  Kind kind() const { return kind_; }
  bool running() const { return process_ > 0; }
  bool stopping() const { return stops_ > 0; }
  const Progress& progress() const { return progress_; }
  const JobEnd& end() const { return end_; }  // of the last one

 private:
  void hear(const std::string& message);

  Kind kind_ = Kind::none;
  pid_t process_ = 0;
  int stops_ = 0;
  Descriptor pipe_{-1};
  std::string heard_;
  Progress progress_;
  JobEnd end_;
};

}  // namespace banxin::desk
