-- Jobs that are made one after the other, in the order they came: `place` rises, and a job that is put back gets a
-- new one. Of jobs with one name, only one at a time is waiting or at work.
CREATE TABLE line_job (
  project_id TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
  line       TEXT NOT NULL,
  name       TEXT NOT NULL,
  place      BIGINT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('QUEUED', 'TAKEN', 'DONE', 'DEAD')),
  run_id     TEXT,
  reason     TEXT,
  error      TEXT,
  queued_at  BIGINT NOT NULL,
  taken_at   BIGINT,
  ended_at   BIGINT
);
CREATE UNIQUE INDEX line_job_active ON line_job (line, name) WHERE state IN ('QUEUED', 'TAKEN');
CREATE INDEX line_job_waiting ON line_job (line, place) WHERE state = 'QUEUED';
CREATE INDEX line_job_taken ON line_job (line) WHERE state = 'TAKEN';
CREATE INDEX line_job_dead ON line_job (line, ended_at) WHERE state = 'DEAD';

-- The secret before the last change is still signed with until `old_until`. A webhook that comes from the settings
-- is `configured`: it goes and changes with them.
ALTER TABLE webhook ADD COLUMN old_secret TEXT;
ALTER TABLE webhook ADD COLUMN old_until BIGINT;
ALTER TABLE webhook ADD COLUMN configured BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX delivery_webhook ON delivery (webhook_id, event_seq);

-- How far a reader of the history has come: what it makes of an event is written together with this.
CREATE TABLE history_reader (
  name TEXT NOT NULL PRIMARY KEY,
  seq  BIGINT NOT NULL
);
