#include "cli/program.h"

int main(int argc, char** argv) {
  return banxin::cli::run(argc, argv);
}
