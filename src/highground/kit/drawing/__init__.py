"""What every drawing is made of: SVG elements, measured text, colours on light and dark paper."""
