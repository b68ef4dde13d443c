-- Work that others come and ask for. A job is named after its attempt. `token` rises with each claim, only the
-- holder of the newest may deliver; `lost` counts claims whose lease ran out.
CREATE TABLE pull_job (
  id              TEXT NOT NULL PRIMARY KEY,
  lane            TEXT NOT NULL REFERENCES lane (id),
  step_id         TEXT NOT NULL REFERENCES step (id) ON DELETE CASCADE,
  project_id      TEXT NOT NULL,
  owner           TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('IMAGE', 'VIDEO', 'SPEECH', 'MUSIC')),
  model           TEXT NOT NULL,
  request         TEXT NOT NULL,
  inputs          TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('WAITING', 'CLAIMED', 'DELIVERED', 'FAILED', 'WITHDRAWN')),
  token           BIGINT NOT NULL DEFAULT 0,
  lost            INTEGER NOT NULL DEFAULT 0,
  worker          TEXT,
  lease_until     BIGINT,
  permille        INTEGER NOT NULL DEFAULT 0,
  result_hash     TEXT,
  failure_reason  TEXT,
  failure_message TEXT,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL
);
CREATE INDEX pull_job_open ON pull_job (lane, created_at) WHERE state IN ('WAITING', 'CLAIMED');
CREATE INDEX pull_job_step ON pull_job (step_id);
