"""A minimal service of the kind that Reelwright replaces: FastAPI, uvicorn, SQLite.

Called as: fastapi_service.py PORT DATABASE. It answers what `reel bench http` asks of both, and an
order leaves in its database what it leaves in ours: the project, found by age and by owner, its
first line of history, and the counter of reasons to look at it.
"""

import sqlite3
import sys
import time
import uuid
from datetime import datetime, timezone
from typing import Dict, Optional

import uvicorn
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

PORT, DATABASE = int(sys.argv[1]), sys.argv[2]
app = FastAPI()
db = sqlite3.connect(DATABASE, isolation_level=None, check_same_thread=False)
db.executescript(
    """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    CREATE TABLE project (
      id TEXT PRIMARY KEY, owner TEXT, prompt TEXT, settings TEXT, state TEXT, created_at INTEGER);
    CREATE INDEX project_newest ON project (created_at, id);
    CREATE INDEX project_owner ON project (owner, created_at, id);
    CREATE TABLE project_wake (project_id TEXT PRIMARY KEY REFERENCES project (id), wake INTEGER);
    CREATE TABLE event (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER, kind TEXT, owner TEXT, project_id TEXT,
      data TEXT);
    CREATE INDEX event_project ON event (project_id, seq);
    CREATE TABLE preference (owner TEXT PRIMARY KEY, value TEXT);
    CREATE TABLE run (id TEXT PRIMARY KEY, project_id TEXT, goal TEXT, state TEXT, created_at TEXT);
    CREATE TABLE step (id TEXT PRIMARY KEY, run_id TEXT, state TEXT);
    CREATE INDEX step_run ON step (run_id);
    INSERT INTO run VALUES ('run-1', 'project-1', 'FINAL', 'DONE', '2026-01-01T00:00:00Z');
    """
)
for number in range(10):
    db.execute("INSERT INTO step VALUES (?, 'run-1', 'DONE')", (str(number),))


class Settings(BaseModel):
    width: int = Field(1280, ge=16, le=7680)
    height: int = Field(720, ge=16, le=7680)
    seed: Optional[int] = None


class NewProject(BaseModel):
    prompt: str = Field(..., min_length=1, max_length=20000)
    settings: Settings = Settings()
    start: str = "nothing"


class Project(BaseModel):
    id: str
    prompt: str
    settings: Settings
    state: str
    created_at: str


class Run(BaseModel):
    id: str
    project_id: str
    goal: str
    state: str
    created_at: str
    steps: Dict[str, int]


@app.get("/runs/{run}", response_model=Run)
async def read_run(run: str):
    row = db.execute("SELECT * FROM run WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise HTTPException(404, "no such run")
    steps = db.execute("SELECT state, count(*) FROM step WHERE run_id = ? GROUP BY state", (run,))
    return Run(
        id=row[0], project_id=row[1], goal=row[2], state=row[3], created_at=row[4], steps=dict(steps)
    )


@app.post("/projects", response_model=Project, status_code=201)
async def create_project(order: NewProject):
    made = Project(
        id=str(uuid.uuid4()),
        prompt=order.prompt,
        settings=order.settings,
        state="draft",
        created_at=datetime.now(timezone.utc).isoformat(),
    )
    at = int(time.time() * 1000)
    db.execute("BEGIN IMMEDIATE")
    db.execute("SELECT value FROM preference WHERE owner = 'local'").fetchone()
    db.execute(
        "INSERT INTO project VALUES (?, 'local', ?, ?, ?, ?)",
        (made.id, made.prompt, made.settings.json(), made.state, at),
    )
    db.execute("INSERT INTO project_wake VALUES (?, 0)", (made.id,))
    db.execute(
        "INSERT INTO event (at, kind, owner, project_id, data)"
        " VALUES (?, 'project.created', 'local', ?, '{}')",
        (at, made.id),
    )
    db.execute("COMMIT")
    return made


uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning", access_log=False)
