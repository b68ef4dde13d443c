-- The domain of Reelwright, for SQLite and PostgreSQL alike. Placeholders hold what the two spell
-- differently: ${identity}, ${blob}, ${timestamp}; ${timestamp} occurs in the scheduler's table only. Times are UTC milliseconds since 1970, lengths on
-- a project's time axis are milliseconds, money is millionths of a currency unit, JSON is text.

CREATE TABLE account (
  id            TEXT NOT NULL PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  password_hash TEXT,
  role          TEXT NOT NULL CHECK (role IN ('OWNER', 'ADMIN')),
  created_at    BIGINT NOT NULL
);

-- How projects of an owner are made where an order says nothing.
CREATE TABLE preference (
  owner      TEXT NOT NULL PRIMARY KEY,
  value      TEXT NOT NULL,
  version    BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE api_key (
  id           TEXT NOT NULL PRIMARY KEY,
  account_id   TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  key_hash     TEXT NOT NULL UNIQUE,
  scopes       TEXT NOT NULL DEFAULT '[]',
  created_at   BIGINT NOT NULL,
  last_used_at BIGINT,
  expires_at   BIGINT,
  revoked_at   BIGINT
);

CREATE TABLE client (
  id         TEXT NOT NULL PRIMARY KEY,
  owner      TEXT NOT NULL,
  name       TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX client_owner ON client (owner, created_at);

CREATE TABLE campaign (
  id         TEXT NOT NULL PRIMARY KEY,
  owner      TEXT NOT NULL,
  client_id  TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  status     TEXT NOT NULL,
  brief      TEXT NOT NULL DEFAULT '{}',
  attributes TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX campaign_client ON campaign (client_id, created_at);

CREATE TABLE project (
  id          TEXT NOT NULL PRIMARY KEY,
  owner       TEXT NOT NULL,
  surface     TEXT NOT NULL,
  recipe      TEXT NOT NULL,
  title       TEXT NOT NULL,
  brief       TEXT NOT NULL,
  settings    TEXT NOT NULL,
  storyboard  TEXT,
  forked_from TEXT,
  revision_of TEXT,
  campaign_id TEXT REFERENCES campaign (id) ON DELETE SET NULL,
  client_id   TEXT REFERENCES client (id) ON DELETE SET NULL,
  priority    INTEGER NOT NULL DEFAULT 0,
  version     BIGINT NOT NULL DEFAULT 0,
  extra       TEXT NOT NULL DEFAULT '{}',
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  deleted_at  BIGINT
);
CREATE INDEX project_newest ON project (created_at, id);
CREATE INDEX project_owner ON project (owner, created_at, id);

-- `wake` counts the reasons to look at the project again; the director re-reads it before it sleeps. It
-- moves with every take, so it has a small row of its own: SQLite writes a changed row whole, and a
-- script or storyboard can be long. Whoever changes the takes of a project locks this row first.
CREATE TABLE project_wake (
  project_id TEXT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
  wake       BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE character (
  id         TEXT NOT NULL PRIMARY KEY,
  owner      TEXT NOT NULL,
  project_id TEXT REFERENCES project (id) ON DELETE SET NULL,
  name       TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE style_template (
  id         TEXT NOT NULL PRIMARY KEY,
  owner      TEXT NOT NULL,
  project_id TEXT REFERENCES project (id) ON DELETE SET NULL,
  name       TEXT NOT NULL,
  category   TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}',
  is_public  BOOLEAN NOT NULL DEFAULT FALSE,
  use_count  BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE plan_template (
  id          TEXT NOT NULL,
  version     TEXT NOT NULL,
  tags        TEXT NOT NULL DEFAULT '{}',
  constraints TEXT NOT NULL DEFAULT '{}',
  skeleton    TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  PRIMARY KEY (id, version)
);

-- `family` is the first scene of a set of alternates (itself for an original), `alternate` 0 for the original.
CREATE TABLE scene (
  id          TEXT NOT NULL PRIMARY KEY,
  project_id  TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  name        TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  family      TEXT NOT NULL,
  alternate   INTEGER NOT NULL DEFAULT 0,
  version     BIGINT NOT NULL DEFAULT 0,
  extra       TEXT NOT NULL DEFAULT '{}',
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (family, alternate)
);
CREATE INDEX scene_project ON scene (project_id, position);

CREATE TABLE shot (
  id           TEXT NOT NULL PRIMARY KEY,
  project_id   TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  scene_id     TEXT NOT NULL REFERENCES scene (id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  start_ms     BIGINT NOT NULL DEFAULT 0 CHECK (start_ms >= 0),
  length_ms    BIGINT NOT NULL CHECK (length_ms > 0),
  description  TEXT NOT NULL DEFAULT '',
  image_text   TEXT NOT NULL DEFAULT '',
  start_text   TEXT NOT NULL DEFAULT '',
  end_text     TEXT NOT NULL DEFAULT '',
  motion_text  TEXT NOT NULL DEFAULT '',
  negative_text TEXT NOT NULL DEFAULT '',
  narration_text TEXT NOT NULL DEFAULT '',
  transition_text TEXT NOT NULL DEFAULT '',
  character_id TEXT REFERENCES character (id) ON DELETE SET NULL,
  seed         BIGINT NOT NULL,
  family       TEXT NOT NULL,
  alternate    INTEGER NOT NULL DEFAULT 0,
  version      BIGINT NOT NULL DEFAULT 0,
  extra        TEXT NOT NULL DEFAULT '{}',
  created_at   BIGINT NOT NULL,
  updated_at   BIGINT NOT NULL,
  UNIQUE (family, alternate)
);
CREATE INDEX shot_scene ON shot (scene_id, position);
CREATE INDEX shot_project ON shot (project_id);

CREATE TABLE blob (
  hash       TEXT NOT NULL PRIMARY KEY,
  size       BIGINT NOT NULL CHECK (size >= 0),
  state      TEXT NOT NULL CHECK (state IN ('LIVE', 'DOOMED')),
  doomed_at  BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX blob_doomed ON blob (doomed_at) WHERE state = 'DOOMED';

CREATE TABLE asset (
  id         TEXT NOT NULL PRIMARY KEY,
  owner      TEXT NOT NULL,
  project_id TEXT REFERENCES project (id) ON DELETE SET NULL,
  campaign_id TEXT REFERENCES campaign (id) ON DELETE CASCADE,
  client_id  TEXT REFERENCES client (id) ON DELETE CASCADE,
  blob_hash  TEXT NOT NULL REFERENCES blob (hash),
  media_type TEXT NOT NULL,
  name       TEXT NOT NULL,
  facts      TEXT NOT NULL DEFAULT '{}',
  tags       TEXT NOT NULL DEFAULT '[]',
  origin     TEXT NOT NULL CHECK (origin IN ('GENERATED', 'UPLOADED', 'FETCHED')),
  source_url TEXT,
  extra      TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  deleted_at BIGINT
);
CREATE INDEX asset_blob ON asset (blob_hash);
CREATE INDEX asset_owner ON asset (owner, created_at, id);
CREATE INDEX asset_project ON asset (project_id, created_at);

-- A slot is (subject, role, candidate); the subject is a shot's id or, for music and cut, the project's.
-- A row exists once an act has emptied the slot: it counts how often, so that work ordered before the
-- act can be told from work ordered after it. No row means generation 0.
CREATE TABLE slot (
  subject_id TEXT NOT NULL,
  role       TEXT NOT NULL,
  candidate  INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  PRIMARY KEY (subject_id, role, candidate)
);
CREATE INDEX slot_project ON slot (project_id);

CREATE TABLE take (
  id           TEXT NOT NULL PRIMARY KEY,
  project_id   TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  shot_id      TEXT REFERENCES shot (id) ON DELETE CASCADE,
  subject_id   TEXT NOT NULL,
  role         TEXT NOT NULL CHECK (role IN ('START_FRAME', 'END_FRAME', 'IMAGE', 'CLIP', 'NARRATION', 'MUSIC', 'CUT')),
  candidate    INTEGER NOT NULL CHECK (candidate >= 0),
  generation   INTEGER NOT NULL CHECK (generation >= 0),
  input_digest TEXT NOT NULL,
  asset_id     TEXT NOT NULL REFERENCES asset (id),
  provider     TEXT NOT NULL,
  model        TEXT NOT NULL,
  params       TEXT NOT NULL DEFAULT '{}',
  seed         BIGINT,
  group_id     TEXT,
  lane         TEXT,
  origin       TEXT NOT NULL CHECK (origin IN ('GENERATED', 'INHERITED', 'UPLOADED')),
  selected     BOOLEAN NOT NULL,
  locked       BOOLEAN NOT NULL DEFAULT FALSE,
  run_id       TEXT,
  step_id      TEXT,
  created_at   BIGINT NOT NULL
);
CREATE UNIQUE INDEX take_selected ON take (subject_id, role, candidate) WHERE selected;
CREATE INDEX take_project ON take (project_id, subject_id, role);
CREATE INDEX take_digest ON take (input_digest);
CREATE INDEX take_asset ON take (asset_id);
-- A step's result is stored once, however often the step is carried out.
CREATE UNIQUE INDEX take_step ON take (step_id) WHERE step_id IS NOT NULL;

CREATE TABLE edit (
  id         TEXT NOT NULL PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  subject    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  value      TEXT NOT NULL,
  version    BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (project_id, subject, kind)
);

-- A blocked run says since when, and, where a budget holds it up, for what amount room is needed.
CREATE TABLE run (
  id             TEXT NOT NULL PRIMARY KEY,
  project_id     TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  requested_by   TEXT,
  goal           TEXT NOT NULL,
  recipe         TEXT NOT NULL,
  recipe_version INTEGER NOT NULL,
  subject_id     TEXT,
  state          TEXT NOT NULL CHECK (state IN ('PLANNING', 'WAITING_FOR_APPROVAL', 'PRODUCING', 'FINISHING', 'BLOCKED', 'DONE', 'FAILED', 'STOPPED')),
  blocked_on     TEXT CHECK (blocked_on IN ('BUDGET', 'DECISION', 'DISK', 'PROVIDER')),
  blocked_at     BIGINT,
  needs_micros   BIGINT,
  needs_currency TEXT,
  error          TEXT,
  failures       INTEGER NOT NULL DEFAULT 0,
  created_at     BIGINT NOT NULL,
  started_at     BIGINT,
  ended_at       BIGINT
);
CREATE INDEX run_project ON run (project_id, created_at);
CREATE INDEX run_open ON run (project_id) WHERE state NOT IN ('DONE', 'FAILED', 'STOPPED');

-- A stream of capacity. `resubmit` says what becomes of an intent without a known outcome. Lanes with a
-- `fleet` carry out what waits there; `offers` are the models that they can run, all if it is empty.
-- `failures` counts those in a row while the lane is UP, and how often in a row it went DOWN else.
CREATE TABLE lane (
  id              TEXT NOT NULL PRIMARY KEY,
  kind            TEXT NOT NULL CHECK (kind IN ('CALL', 'FLEET', 'LOCAL', 'PULL')),
  node            TEXT,
  fleet           TEXT REFERENCES lane (id),
  offers          TEXT NOT NULL DEFAULT '[]',
  capacity        INTEGER NOT NULL CHECK (capacity >= 0),
  rate_per_minute INTEGER,
  paused          BOOLEAN NOT NULL DEFAULT FALSE,
  draining        BOOLEAN NOT NULL DEFAULT FALSE,
  health          TEXT NOT NULL DEFAULT 'UP' CHECK (health IN ('UP', 'DOWN', 'TRYING')),
  failures        INTEGER NOT NULL DEFAULT 0,
  down_until      BIGINT,
  probe           TEXT,
  resubmit        TEXT NOT NULL CHECK (resubmit IN ('FREE', 'PAID')),
  wake            BIGINT NOT NULL DEFAULT 0,
  settings        TEXT NOT NULL DEFAULT '{}',
  updated_at      BIGINT NOT NULL
);
CREATE INDEX lane_fleet ON lane (fleet) WHERE fleet IS NOT NULL;

-- A step waits in `lane`; `place` is the lane that carries it out, a member of the fleet or the same.
CREATE TABLE step (
  id            TEXT NOT NULL PRIMARY KEY,
  run_id        TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  project_id    TEXT NOT NULL,
  owner         TEXT NOT NULL,
  subject_id    TEXT NOT NULL,
  role          TEXT NOT NULL,
  candidate     INTEGER NOT NULL,
  generation    INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  lane          TEXT NOT NULL REFERENCES lane (id),
  place         TEXT,
  priority      INTEGER NOT NULL,
  spec          TEXT NOT NULL DEFAULT '{}',
  state         TEXT NOT NULL CHECK (state IN ('READY', 'LEASED', 'SUBMITTED', 'DONE', 'FAILED', 'CANCELLED', 'NEEDS_DECISION')),
  fencing_token BIGINT NOT NULL DEFAULT 0,
  tries         INTEGER NOT NULL DEFAULT 0,
  wake_at       BIGINT,
  worker        TEXT,
  cancel_asked  BOOLEAN NOT NULL DEFAULT FALSE,
  provider_job  TEXT,
  result        TEXT,
  error         TEXT,
  created_at    BIGINT NOT NULL,
  updated_at    BIGINT NOT NULL,
  ended_at      BIGINT,
  UNIQUE (run_id, kind, subject_id, role, candidate, generation)
);
CREATE INDEX step_ready ON step (lane, priority, created_at) WHERE state = 'READY';
CREATE INDEX step_busy ON step (lane, place, owner, project_id) WHERE state IN ('LEASED', 'SUBMITTED');
CREATE INDEX step_run ON step (run_id, state);
CREATE INDEX step_project ON step (project_id);

-- The ledger: one row per try of a provider call, written before the call is made. Its rows outlive
-- the steps they paid for, so nothing here refers to run, step or project by a foreign key.
CREATE TABLE attempt (
  id            TEXT NOT NULL PRIMARY KEY,
  step_id       TEXT NOT NULL,
  run_id        TEXT NOT NULL,
  project_id    TEXT NOT NULL,
  owner         TEXT NOT NULL,
  number        INTEGER NOT NULL,
  lane          TEXT NOT NULL,
  provider      TEXT NOT NULL,
  model         TEXT NOT NULL,
  request       TEXT NOT NULL,
  input_digest  TEXT NOT NULL,
  seed          BIGINT,
  state         TEXT NOT NULL CHECK (state IN ('INTENT', 'ACCEPTED', 'BOOKED', 'REJECTED', 'UNKNOWN', 'LOST', 'CANCELLED')),
  provider_job  TEXT,
  polls         INTEGER NOT NULL DEFAULT 0,
  currency      TEXT NOT NULL,
  quote_micros  BIGINT NOT NULL,
  charge_micros BIGINT,
  resend_of     TEXT,
  decided_by    TEXT,
  outcome       TEXT,
  intended_at   BIGINT NOT NULL,
  accepted_at   BIGINT,
  unknown_at    BIGINT,
  ended_at      BIGINT,
  UNIQUE (step_id, number)
);
CREATE UNIQUE INDEX attempt_resent_once ON attempt (resend_of) WHERE resend_of IS NOT NULL;
CREATE INDEX attempt_owner ON attempt (owner, intended_at);
CREATE INDEX attempt_project ON attempt (project_id, intended_at);
CREATE INDEX attempt_lane ON attempt (lane, intended_at);
CREATE INDEX attempt_open ON attempt (state) WHERE state IN ('INTENT', 'ACCEPTED', 'UNKNOWN');

-- `subject` is an owner, a project, a run, or '*' for the whole server. `period` is a UTC day, or '': for the
-- scope DAY that is the rule from which each day's own row is made when it is first needed.
CREATE TABLE budget (
  id           TEXT NOT NULL PRIMARY KEY,
  scope        TEXT NOT NULL CHECK (scope IN ('OWNER', 'PROJECT', 'RUN', 'DAY')),
  subject      TEXT NOT NULL,
  period       TEXT NOT NULL DEFAULT '',
  currency     TEXT NOT NULL,
  cap_micros   BIGINT,
  cap_calls    BIGINT,
  held_micros  BIGINT NOT NULL DEFAULT 0,
  spent_micros BIGINT NOT NULL DEFAULT 0,
  held_calls   BIGINT NOT NULL DEFAULT 0,
  spent_calls  BIGINT NOT NULL DEFAULT 0,
  updated_at   BIGINT NOT NULL,
  UNIQUE (scope, subject, period, currency)
);

CREATE TABLE hold (
  attempt_id    TEXT NOT NULL REFERENCES attempt (id),
  budget_id     TEXT NOT NULL REFERENCES budget (id),
  amount_micros BIGINT NOT NULL,
  calls         BIGINT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('HELD', 'CHARGED', 'RELEASED')),
  created_at    BIGINT NOT NULL,
  ended_at      BIGINT,
  PRIMARY KEY (attempt_id, budget_id)
);
CREATE INDEX hold_open ON hold (budget_id) WHERE state = 'HELD';

CREATE TABLE event (
  seq        ${identity},
  at         BIGINT NOT NULL,
  kind       TEXT NOT NULL,
  owner      TEXT,
  project_id TEXT,
  run_id     TEXT,
  step_id    TEXT,
  data       TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX event_project ON event (project_id, seq);

CREATE TABLE webhook (
  id         TEXT NOT NULL PRIMARY KEY,
  owner      TEXT NOT NULL,
  project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
  surface    TEXT NOT NULL,
  url        TEXT NOT NULL,
  secret     TEXT,
  kinds      TEXT NOT NULL DEFAULT '[]',
  active     BOOLEAN NOT NULL DEFAULT TRUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE delivery (
  id          TEXT NOT NULL PRIMARY KEY,
  webhook_id  TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  event_seq   BIGINT NOT NULL,
  body        TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
  tries       INTEGER NOT NULL DEFAULT 0,
  next_at     BIGINT,
  last_status INTEGER,
  last_error  TEXT,
  created_at  BIGINT NOT NULL,
  ended_at    BIGINT,
  UNIQUE (webhook_id, event_seq)
);
CREATE INDEX delivery_due ON delivery (next_at) WHERE state = 'PENDING';

-- What a surface calls an id and we do not: job numbers, run ids chosen by clients, imported ids.
CREATE TABLE alias (
  surface     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  external_id TEXT NOT NULL,
  entity_id   TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (surface, kind, external_id)
);
CREATE INDEX alias_entity ON alias (entity_id);

-- A request that a caller named, and what it was answered: sent twice, it is done once.
CREATE TABLE request (
  owner       TEXT NOT NULL,
  request_key TEXT NOT NULL,
  digest      TEXT NOT NULL,
  answer      TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (owner, request_key)
);
CREATE INDEX request_age ON request (created_at);

-- db-scheduler's own table (16.x).
CREATE TABLE scheduled_tasks (
  task_name            TEXT NOT NULL,
  task_instance        TEXT NOT NULL,
  task_data            ${blob},
  execution_time       ${timestamp} NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            TEXT,
  last_success         ${timestamp},
  last_failure         ${timestamp},
  consecutive_failures INTEGER,
  last_heartbeat       ${timestamp},
  version              BIGINT NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
