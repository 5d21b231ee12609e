"""``python -m pledgegraph``."""

from pledgegraph.cli import main

if __name__ == "__main__":
    main()
