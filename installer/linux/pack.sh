#!/usr/bin/env bash
# Makes the packages for Linux: pack.sh STAGE OUTPUT VERSION small|fast; build.sh calls it.
