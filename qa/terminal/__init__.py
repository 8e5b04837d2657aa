"""The terminal: the command line, batches of questions and the interactive session.

`app` puts the command line together, `commands` holds a module for each command, `output` turns
answers and reports into text, `session` is the prompt, `pager` shows an article. No other package
imports click, rich or prompt_toolkit. Nothing here searches, ranks or answers: that is the work of
`qa.service` and the packages below it, which know nothing of a terminal.
"""
