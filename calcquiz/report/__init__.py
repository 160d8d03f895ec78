"""Events and cards in, numbers out: what a learner's log says about their progress."""
