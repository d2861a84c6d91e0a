"""ruhrmap: how the education initiative RuhrFutur came to cover the Ruhr region."""
