"""From events to cards and queues: when a skill is asked again, by FSRS-6; pure functions, no clock."""
