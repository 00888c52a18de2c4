#!/usr/bin/env bash
# Fails where the main branch differs from the commit checked out in what is deployed to a stage:
# since commits are deployed from main alone, main is then ahead. The trees are compared, so that no
# history is needed.
#
# From the environment: STACK, and GH_TOKEN for `gh`.
# usage: refuse-outdated.sh
set -euo pipefail

deployed=(origin-app components stacks Pulumi.yaml "Pulumi.$STACK.yaml" package.json package-lock.json)

# The checkout keeps no token; `gh` gives git the one of GH_TOKEN, without storing it.
git -c credential.helper='!gh auth git-credential' fetch --quiet --no-tags --depth=1 origin main
if ! git diff --quiet HEAD FETCH_HEAD -- "${deployed[@]}"; then
  echo "This commit is outdated: main has changed what is deployed, and the run of main deploys that." >&2
  exit 1
fi
