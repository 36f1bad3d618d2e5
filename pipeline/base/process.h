#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

// What those need of the system who have child processes do their work: batches, and whatever reads foreign files.
namespace banxin {

// What proc(5) says of a process's memory, in bytes; 0 when the system does not tell.
struct ProcessMemory {
  std::uint64_t address_space = 0, resident = 0;
};
// `process` is a number, or "self".
ProcessMemory memory_of(const std::string& process);

// Sets a limit of this process (setrlimit(2)), the soft one and the hard one. One that the system does not have is done
// without.
void limit(int resource, std::uint64_t soft, std::uint64_t hard);
inline void limit(int resource, std::uint64_t most) {
  limit(resource, most, most);
}

// The first words of a child: it is killed with its parent, however that ends, and leaves no core. Ends the process
// when the parent is gone already.
void live_with(pid_t parent);

// Waits for the end of a child: what ended it, as waitpid(2) says.
int wait_for_end(pid_t child);

}  // namespace banxin
