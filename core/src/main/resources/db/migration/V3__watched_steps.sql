-- A watched step sleeps without a row of the scheduler: many are looked at together once `wake_at` has come.
ALTER TABLE step ADD COLUMN watched BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX step_watched ON step (wake_at) WHERE watched;
