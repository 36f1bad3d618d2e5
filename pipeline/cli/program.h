#pragma once

namespace banxin::cli {

// The whole program: argv to a job to an exit status (base/codes.h). Throws nothing.
int run(int argc, char** argv);

}  // namespace banxin::cli
