#!/bin/bash
# A batch on several machines by GNU parallel, over ssh and a file system that all of them share.
#
#   scripts/cluster/parallel.sh N HOSTS ARCHIVE INPUT...      HOSTS as for parallel --sshlogin: 2/node1,2/node2; : is this one
#
# GNU parallel sets PARALLEL_SEQ; the count must be given.
set -euo pipefail
count=$1 hosts=$2 archive=$3
shift 3
export PARALLEL_COUNT=$count
banxin=${BANXIN:-banxin}
# 1: records with findings. The run is done; its report names them.
seq "$count" | parallel --sshlogin "$hosts" --workdir "$PWD" --env PARALLEL_COUNT --jobs 1 --retries 3 --max-args 0 \
  "$banxin batch $(printf '%q ' "$@") --archive $(printf '%q' "$archive") --jobs 1 || [ \$? -eq 1 ]"
