"""Measurements that print figures and ratios. None of them is a test."""
