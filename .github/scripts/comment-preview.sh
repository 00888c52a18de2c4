#!/usr/bin/env bash
# Shows what `pulumi preview` printed: whole in the job's summary, and in the pull request's one
# comment of this project and stack, which is updated in place.
#
# From the environment: STACK, OUTCOME (success or failure), PULL_REQUEST (its number), COMMIT (its
# head), GH_TOKEN for `gh`, and what GitHub sets for each step.
# usage: comment-preview.sh FILE
set -euo pipefail

# A comment takes 65,536 characters, a step's summary 1,024 KiB.
readonly MAX_COMMENT_BYTES=60000
readonly MAX_SUMMARY_BYTES=1000000
# Room for the words around the text.
readonly WORDS_BYTES=2000

# A file's text in valid UTF-8, its last line ended, without colors and other control characters,
# those of the writing direction (U+202A to 202E, U+2066 to 2069) among them, and without endless
# runs of backticks, since a fence must be longer than they are.
clean() { # clean FILE
  LC_ALL=C sed -e $'s#\x1b\\[[0-9;?]*[ -/]*[@-~]##g' "$1" |
    LC_ALL=C tr -d '\000-\010\013-\037\177' |
    iconv -f utf-8 -t utf-8 -c |
    # Last, since what is taken out before may leave one of these behind.
    LC_ALL=C sed -e $'s#\xe2\x80[\xaa-\xae]##g' -e $'s#\xe2\x81[\xa6-\xa9]##g' \
      -e $'s#\x60\\{100,\\}#…#g' |
    awk 1
}

# The first and the last lines that find room: an error stands at the end.
cut_middle() { # cut_middle FILE BYTES
  local file=$1 bytes=$2
  if [[ $(wc -c <"$file") -le $bytes ]]; then
    cat "$file"
    return
  fi
  head -c "$((bytes / 2))" "$file" | sed '$d'
  echo "[…]"
  tail -c "$((bytes / 2))" "$file" | sed 1d
}

# A block of code that no run of backticks in the text can end.
fence() { # fence FILE
  local longest
  longest=$({ grep -o '``*' "$1" || true; } | LC_ALL=C awk '
    length > max { max = length }
    END { for (i = 0; i < (max < 3 ? 3 : max + 1); i++) printf "`" }')
  printf '%stext\n' "$longest"
  cat "$1"
  printf '%s\n' "$longest"
}

describe_outcome() {
  if [[ $OUTCOME == success ]]; then
    echo "What \`pulumi up\` would change, as of $COMMIT."
  else
    echo "**The preview failed**, as of $COMMIT. Its error is at the end."
  fi
}

# The heading, the text within the limit, and what was left out.
render() { # render FILE BYTES
  local file=$1 bytes=$2
  cut_middle "$file" "$((bytes - WORDS_BYTES))" >"$work/cut"
  printf "#### Preview of \`%s\`, stack \`%s\`\n\n" "$PROJECT" "$STACK"
  describe_outcome
  printf '\n<details%s><summary>Preview</summary>\n\n' "$([[ $OUTCOME == success ]] || echo " open")"
  fence "$work/cut"
  printf '\n</details>\n'
  if ! cmp -s "$file" "$work/cut"; then
    printf '\nLines in the middle are left out: [the whole text](%s).\n' "$RUN_URL"
  fi
}

# A comment that begins with the marker, written by a workflow and not by a person who quotes it.
find_comment() { # find_comment MARKER
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments?per_page=100" |
    jq --raw-output --slurp --arg marker "$1" '
      [ (add // [])[]
        | select(.user.login == "github-actions[bot]" and (.body | startswith($marker)))
        | .id ][0] // empty'
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

PROJECT=$(sed -n 's/^name: *//p' Pulumi.yaml)
RUN_URL=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID
marker="<!-- preview: $PROJECT/$STACK -->"

clean "$1" >"$work/text"
render "$work/text" "$MAX_SUMMARY_BYTES" >>"$GITHUB_STEP_SUMMARY"
{
  echo "$marker"
  render "$work/text" "$MAX_COMMENT_BYTES"
} >"$work/comment"

comment_id=$(find_comment "$marker")
if [[ -n $comment_id ]]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment_id" \
    --field "body=@$work/comment"
else
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" \
    --field "body=@$work/comment"
fi
