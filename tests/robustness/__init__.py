"""Kills, full disks, flipped bits, fuzzing, many readers; and the harnesses that count them."""
