# Completes the words of enlarger in bash: the program itself says what may follow, so that this never grows old.
_enlarger() {
    local word line current=${COMP_WORDS[COMP_CWORD]}
    # The cursor is counted in bytes.
    local LC_ALL=C
    line=${COMP_LINE:0:COMP_POINT}
    unset LC_ALL
    [[ $current == = ]] && current=
    COMPREPLY=()
    while IFS= read -r word; do
        # Where no option is begun, files are more likely meant.
        if [[ $word == "$current"* && (-n $current && $current == -* || $word != -*) ]]; then COMPREPLY+=("$word"); fi
    done < <(enlarger "[suggest]" "$line" 2>/dev/null)
}
complete -o bashdefault -o default -F _enlarger enlarger
