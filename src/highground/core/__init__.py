"""The ground floor: the method as mathematics. No framework, no input or output, no clock, no unseeded randomness."""
