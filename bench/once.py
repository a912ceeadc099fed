"""`python -m bench.once ours|typst PAGES VARIANT` or `… list ROWS`: one document in a process of its own."""

import sys

import django


def main(engine: str, size: int, variant: int = 0) -> None:
    from bench import contents, engines

    if engine == "typst":
        pdf = engines.typst_pdf(size, variant)
    else:
        django.setup()
        from documents.layout import HOUSE_LAYOUT
        from documents.rendering import render_pdf

        content = contents.with_list(size) if engine == "list" else contents.plan(size, variant=variant)
        pdf = render_pdf(content, HOUSE_LAYOUT)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
