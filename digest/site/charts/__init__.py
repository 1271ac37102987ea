"""Charts as inline SVG, made at build time: one module a chart, numbers in, markup out."""
