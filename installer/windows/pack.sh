#!/usr/bin/env bash
# Makes the installer for Windows: pack.sh STAGE OUTPUT VERSION small|fast; build.sh calls it.
