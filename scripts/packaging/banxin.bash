# Completion of banxin for bash: the program itself says what may stand here; where it says nothing, files.
_banxin() {
  mapfile -t COMPREPLY < <("$1" complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1)
}
complete -o bashdefault -o default -F _banxin banxin
