#!/bin/sh
# .git/hooks/pre-commit: refuses a commit whose documents do not hold. `git commit --no-verify` goes past it; CI does not.
exec nomous gate --staged
