"""The commands of `qa`, one a module: its options and help, and the work behind them.

A module is imported only when its command is used. No command is imported by another, and none
searches, answers or builds by itself.
"""
