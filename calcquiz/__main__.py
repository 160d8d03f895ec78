"""The entry point: runs the command line and turns every error into words and an exit code."""

import sys


def main(argv: list[str] | None = None) -> None:
    """Run calcquiz; exits with 0, or with the code of the error (1 to 4), or 130 when interrupted."""
    from calcquiz.cli.app import run

    sys.exit(run(sys.argv[1:] if argv is None else argv))


if __name__ == "__main__":
    main()
