# Completion of banxin for fish: the program itself says what may stand here; where it says nothing, files.
function __banxin_candidates
    set -l words (commandline -opc)
    set -l begun (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l candidates ($program complete $words "$begun" 2>/dev/null)
    if set -q candidates[1]
        printf '%s\n' $candidates
    else
        __fish_complete_path "$begun"
    end
end
complete -c banxin -f -a '(__banxin_candidates)'
