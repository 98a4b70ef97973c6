"""Pure arithmetic on printed numbers: intervals at printed precision, and the relations that a matrix of them shows."""
