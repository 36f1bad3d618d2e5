#include "base/signals.h"

#include <sys/signalfd.h>

#include <csignal>

namespace banxin {
namespace {

sigset_t the_three() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

Signals::Signals() : descriptor_(-1) {
  const sigset_t set = the_three();
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  descriptor_ = Descriptor(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

Signals::~Signals() {
  const sigset_t set = the_three();
  ::sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

int Signals::take() const {
  int count = 0;
  signalfd_siginfo about;
  while (::read(descriptor_.get(), &about, sizeof about) == sizeof about) ++count;
  return count;
}

}  // namespace banxin
