#compdef banxin
# Completion of banxin for zsh: the program itself says what may stand here; where it says nothing, files.
local -a candidates
candidates=("${(@f)$("${(Q)words[1]}" complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
candidates=("${(@)candidates/$'\t'/:}")
if [[ -n "${candidates[1]}" ]]; then
  _describe -t candidates banxin candidates
else
  compset -P '--*='
  _files
fi
