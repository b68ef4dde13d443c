-- What waits is looked for every few seconds, and there is little of it among all that is over.
CREATE INDEX step_undecided ON step (owner) WHERE state = 'NEEDS_DECISION';
CREATE INDEX run_blocked ON run (blocked_on) WHERE state = 'BLOCKED';
