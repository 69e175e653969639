"""What `fundfilings show`, `check` and `inspect` print: models and stages as lines and tables for people to read."""
