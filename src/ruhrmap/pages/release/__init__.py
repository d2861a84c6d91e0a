"""The page "Pressemitteilung prüfen": a release in, what it says, the rows to add out."""
