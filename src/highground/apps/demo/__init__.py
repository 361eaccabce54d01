"""What comes with the program to show what it does."""
