"""What the page "Daten und Quellen" says, a section a module, made from the core's answers.

Each function gives blocks for ``frontend/prose.js``, or the content of a part of its own
(``frontend/datapage.js``); nothing here decides a status, a count or a rule.
"""
