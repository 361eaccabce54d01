"""Chinese: one catalogue for the method, the command and the pages, and what libraries leave unsaid in it."""
