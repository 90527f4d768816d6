"""Tests of the kit itself. Real processes, real zips, real submissions."""
