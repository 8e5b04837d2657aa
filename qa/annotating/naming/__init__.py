"""How names are told apart: candidates, their kinds, the people behind them, what these are."""
