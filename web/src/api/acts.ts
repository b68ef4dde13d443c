import { call, fetchBlob } from './client';
import type {
  Asset,
  Budget,
  BudgetBody,
  CallCost,
  Costs,
  Decided,
  Estimate,
  ForkBody,
  ForkPreview,
  HistoryPage,
  Key,
  KeyList,
  Lane,
  LaneBody,
  Project,
  ProjectBody,
  ProjectHead,
  ProjectPage,
  Provider,
  ProviderAnswer,
  Question,
  Quote,
  RedoBody,
  Role,
  RunPage,
  RunStarted,
  SceneEdited,
  ServerSettings,
  Session,
  Shot,
  ShotBody,
  ShotEdited,
  StepPage,
  Stopped,
  Take,
  TakeEdited,
  Verdict,
} from './types';

/** A text that is not given twice; also where the page came over plain HTTP. */
export function freshName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const listProjects = (
  query: { q?: string; state?: string; surface?: string; cursor?: string },
  signal?: AbortSignal,
) =>
  call<ProjectPage>('GET', '/api/studio/projects', {
    query: { limit: 40, ...query },
    signal,
  });

export const readProject = (project: string, signal?: AbortSignal) =>
  call<Project>('GET', '/api/studio/projects/{project}', { path: { project }, signal });

export const orderProject = (body: ProjectBody, once: string) =>
  call<ProjectHead>('POST', '/api/studio/projects', { body, once });

export const editProject = (project: string, version: number | '*', body: ProjectBody) =>
  call<ProjectHead>('PATCH', '/api/studio/projects/{project}', {
    path: { project },
    ifMatch: version,
    body,
  });

export const deleteProject = (project: string) =>
  call<void>('DELETE', '/api/studio/projects/{project}', { path: { project }, ifMatch: '*' });

export const stop = (project: string) =>
  call<Stopped>('POST', '/api/studio/projects/{project}/stop', { path: { project } });

export const resume = (project: string) =>
  call<RunStarted>('POST', '/api/studio/projects/{project}/resume', { path: { project } });

export const approve = (project: string) =>
  call<RunStarted>('POST', '/api/studio/projects/{project}/approve', { path: { project } });

export const redo = (project: string, body: RedoBody) =>
  call<RunStarted>('POST', '/api/studio/projects/{project}/redo', { path: { project }, body });

export const readQuote = (project: string, signal?: AbortSignal) =>
  call<Quote>('GET', '/api/studio/projects/{project}/quote', { path: { project }, signal });

export const readCosts = (project: string, signal?: AbortSignal) =>
  call<Costs>('GET', '/api/studio/projects/{project}/costs', { path: { project }, signal });

export const readSpent = (days: number, signal?: AbortSignal) =>
  call<Costs>('GET', '/api/studio/costs', { query: { days }, signal });

export const listRuns = (project: string, signal?: AbortSignal) =>
  call<RunPage>('GET', '/api/studio/projects/{project}/runs', {
    path: { project },
    query: { limit: 50 },
    signal,
  });

export const listAllRuns = (signal?: AbortSignal) =>
  call<RunPage>('GET', '/api/studio/runs', { query: { limit: 100 }, signal });

export const listSteps = (run: string, state: string | undefined, signal?: AbortSignal) =>
  call<StepPage>('GET', '/api/studio/runs/{run}/steps', {
    path: { run },
    query: { state, limit: 100 },
    signal,
  });

export const previewFork = (project: string, body: ForkBody, signal?: AbortSignal) =>
  call<ForkPreview>('POST', '/api/studio/projects/{project}/fork/preview', {
    path: { project },
    body,
    signal,
  });

export const fork = (project: string, body: ForkBody, once: string) =>
  call<ProjectHead>('POST', '/api/studio/projects/{project}/fork', {
    path: { project },
    body,
    once,
  });

export const createScene = (project: string, name: string) =>
  call<SceneEdited>('POST', '/api/studio/projects/{project}/scenes', {
    path: { project },
    body: { name },
  });

export const createShot = (scene: string, body: ShotBody) =>
  call<ShotEdited>('POST', '/api/studio/scenes/{scene}/shots', { path: { scene }, body });

export const readShot = (shot: string) =>
  call<Shot>('GET', '/api/studio/shots/{shot}', { path: { shot } });

export const editShot = (shot: string, version: number | '*', body: ShotBody) =>
  call<ShotEdited>('PATCH', '/api/studio/shots/{shot}', { path: { shot }, ifMatch: version, body });

export const duplicateShot = (shot: string) =>
  call<ShotEdited>('POST', '/api/studio/shots/{shot}/duplicate', { path: { shot } });

export const deleteShot = (shot: string) =>
  call<unknown>('DELETE', '/api/studio/shots/{shot}', { path: { shot }, ifMatch: '*' });

export const listTakes = (shot: string, signal?: AbortSignal) =>
  call<Take[]>('GET', '/api/studio/shots/{shot}/takes', { path: { shot }, signal });

export const selectTake = (take: string, keepDependents: boolean) =>
  call<TakeEdited>('POST', '/api/studio/takes/{take}/select', {
    path: { take },
    body: { keepDependents },
  });

export const lockTake = (take: string, locked: boolean) =>
  call<Take>('POST', '/api/studio/takes/{take}/lock', { path: { take }, body: { locked } });

export function bringTake(shot: string, role: Role, file: File): Promise<TakeEdited> {
  const form = new FormData();
  form.append('file', file);
  form.append('role', role);
  return call<TakeEdited>('POST', '/api/studio/shots/{shot}/takes', { path: { shot }, form });
}

export function uploadAsset(file: File): Promise<Asset> {
  const form = new FormData();
  form.append('file', file);
  return call<Asset>('POST', '/api/studio/assets', { form });
}

export const listLanes = (signal?: AbortSignal) =>
  call<Lane[]>('GET', '/api/studio/lanes', { signal });

export const configureLane = (lane: string, body: LaneBody) =>
  call<Lane>('PATCH', '/api/studio/lanes/{lane}', { path: { lane }, body });

/** How the server is set up. */
export async function readSettings(signal?: AbortSignal): Promise<ServerSettings> {
  const answer = await call<ServerSettings & { server?: ServerSettings }>(
    'GET',
    '/api/studio/settings',
    { signal },
  );
  return answer.server ?? answer;
}

export const listKeys = (signal?: AbortSignal) =>
  call<KeyList>('GET', '/api/studio/keys', { signal });

export const createKey = (name: string, days: number | null) =>
  call<Key>('POST', '/api/studio/keys', { body: days ? { name, days } : { name } });

export const revokeKey = (key: string) =>
  call<void>('DELETE', '/api/studio/keys/{key}', { path: { key } });

export const listCalls = (project: string, signal?: AbortSignal) =>
  call<CallCost[]>('GET', '/api/studio/projects/{project}/calls', { path: { project }, signal });

export const listBudgets = (signal?: AbortSignal) =>
  call<Budget[]>('GET', '/api/studio/budgets', { signal });

export const setBudget = (scope: string, subject: string, body: BudgetBody) =>
  call<Budget>('PUT', '/api/studio/budgets/{scope}/{subject}', { path: { scope, subject }, body });

export const listDecisions = (signal?: AbortSignal) =>
  call<Question[]>('GET', '/api/studio/decisions', { signal });

export const decide = (attempt: string, verdict: Verdict) =>
  call<Decided>('POST', '/api/studio/decisions/{attempt}', {
    path: { attempt },
    body: { verdict },
  });

/** What an order would come to. */
export const quoteOrder = (body: ProjectBody, signal?: AbortSignal) =>
  call<Estimate>('POST', '/api/studio/quote', { body, signal });

export const listProviders = (signal?: AbortSignal) =>
  call<Provider[]>('GET', '/api/studio/providers', { signal });

export const checkProvider = (provider: string) =>
  call<ProviderAnswer>('POST', '/api/studio/providers/{provider}/check', { path: { provider } });

/** A sentence in the voice of the server, as a sound. */
export const hearVoice = (language: string) => fetchBlob('/api/studio/voice', { language });

export const readHistory = (
  project: string,
  before: number | null,
  lang: string,
  signal?: AbortSignal,
) =>
  call<HistoryPage>('GET', '/api/studio/projects/{project}/history', {
    path: { project },
    query: { before: before ?? undefined, lang, limit: 50 },
    signal,
  });

export const readSession = (signal?: AbortSignal) =>
  call<Session>('GET', '/api/studio/session', { signal });

export const signIn = (key: string) =>
  call<Session>('POST', '/api/studio/session', { body: { key } });

export const signOut = () => call<Session>('DELETE', '/api/studio/session');
