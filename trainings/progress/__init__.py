"""How far plans, programmes, years and areas are with their classes: numbers, charts, sheets and the paper."""
