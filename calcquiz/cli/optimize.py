"""calcquiz optimize: the memory model fitted to one's own reviews, kept only when it foretells better."""

import sys
from typing import Annotated

import typer

from calcquiz.cli import desk as make


def optimize(
    default: Annotated[bool, typer.Option("--default", help="Go back to the weights of FSRS itself.")] = False,
) -> None:
    """Fit the memory model to your reviews; the new weights are kept only when they do better on later ones.

    Example: calcquiz optimize
    """
    from calcquiz.schedule.engine import default_weights
    from calcquiz.schedule.fitting import fit, fitted_weights
    from calcquiz.schedule.replay import observations
    from calcquiz.session.agenda import model_in_effect
    from calcquiz.session.clock import Clock
    from calcquiz.session.recorder import Recorder

    with make.log() as log:
        settings = make.settings()
        recorder = Recorder(log, settings, Clock(), 0)
        if default:
            recorder.set_parameters(default_weights())
            sys.stdout.write("The default weights are in effect from now on.\n")
            return
        found = fit(observations(log.events()), model_in_effect(log, settings), fitted_weights)
        lines = [
            f"Fitted to {found.trained_on} reviews, tried on the {found.tested_on} after them.",
            f"Log-loss of the weights in effect: {found.current_loss:.4f}",
            f"Log-loss of the fitted weights:    {found.fitted_loss:.4f}",
            f"Difference: {found.difference:.4f}, standard error {found.standard_error:.4f}",
        ]
        if found.accepted:
            recorder.set_parameters(found.weights)
            lines.append("The fitted weights foretell better and are in effect from now on.")
            lines.append("Go back with: calcquiz optimize --default")
        else:
            lines.append("Kept the current weights: the fitted ones are not better by more than the standard error.")
    sys.stdout.write("\n".join(lines) + "\n")
