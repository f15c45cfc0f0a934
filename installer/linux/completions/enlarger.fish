# Completes the words of enlarger in fish: the program itself says what may follow, so that this never grows old.
function __enlarger_complete
    set -l line (commandline -cp | string collect)
    set -l word (commandline -ct)
    set -l found (enlarger "[suggest]" "$line" 2>/dev/null | string match -v '')
    # Where no option is begun, files are more likely meant.
    string match -q -- '-*' "$word"; or set found (string match -v -- '-*' $found)
    set -l option (string match -r -- '^--[^=]*=' "$word")
    if test (count $found) -gt 0
        printf '%s\n' "$option"$found
    else
        printf '%s\n' "$option"(__fish_complete_path (string replace -r '^--[^=]*=' '' -- "$word"))
    end
end
complete -c enlarger -f -a '(__enlarger_complete)'
