"""A bare Typer app of one command, that the help of pledgegraph is measured beside:
``python benchmarks/bare_app.py --help``.
"""

import typer

app = typer.Typer()


@app.command()
def greet(name: str = "everybody") -> None:
    """Greet somebody."""
    print(f"Hello, {name}")


if __name__ == "__main__":
    app()
