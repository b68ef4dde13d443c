import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import { useComplain } from '../look/problems';
import * as acts from './acts';
import { Problem } from './client';
import { keys } from './keys';
import type { Project, ProjectBody, ProjectLine, ProjectPage, Take } from './types';

export type ProjectFilter = { q?: string; state?: string };

export const useProjects = (filter: ProjectFilter) =>
  useInfiniteQuery({
    queryKey: [...keys.projects, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      acts.listProjects({ ...filter, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });

/** Projects that are in memory already, for the palette. */
export function useKnownProjects(): ProjectLine[] {
  const found = useQuery({
    queryKey: [...keys.projects, 'recent'],
    queryFn: ({ signal }) => acts.listProjects({}, signal),
  });
  return found.data?.items ?? [];
}

export const useProject = (id: string) =>
  useQuery({
    queryKey: keys.whole(id),
    queryFn: ({ signal }) => acts.readProject(id, signal),
  });

export const useTakes = (project: string, shot: string) =>
  useQuery({
    queryKey: keys.takes(project, shot),
    queryFn: ({ signal }) => acts.listTakes(shot, signal),
  });

export const useQuote = (project: string, isWanted: boolean) =>
  useQuery({
    queryKey: keys.quote(project),
    queryFn: ({ signal }) => acts.readQuote(project, signal),
    enabled: isWanted,
  });

export const useCosts = (project: string) =>
  useQuery({
    queryKey: keys.costs(project),
    queryFn: ({ signal }) => acts.readCosts(project, signal),
  });

export const useRuns = (project: string) =>
  useQuery({
    queryKey: keys.runs(project),
    queryFn: ({ signal }) => acts.listRuns(project, signal),
  });

export const useFailedSteps = (project: string, run: string | null) =>
  useQuery({
    queryKey: keys.steps(project, run ?? ''),
    queryFn: ({ signal }) => acts.listSteps(run ?? '', 'failed', signal),
    enabled: run !== null,
  });

export const useBlockedProjects = () =>
  useQuery({
    queryKey: [...keys.projects, 'blocked'],
    queryFn: ({ signal }) => acts.listProjects({ state: 'blocked' }, signal),
    refetchInterval: 60_000,
  });

export const useDecisions = () =>
  useQuery({
    queryKey: keys.decisions,
    queryFn: ({ signal }) => acts.listDecisions(signal),
    refetchInterval: 60_000,
  });

export const useBudgets = () =>
  useQuery({
    queryKey: keys.budgets,
    queryFn: ({ signal }) => acts.listBudgets(signal),
  });

/** Who can make what, and at which price. */
export const useProviders = () =>
  useQuery({
    queryKey: keys.providers,
    queryFn: ({ signal }) => acts.listProviders(signal),
  });

/** What an order would come to, asked anew when it changes. */
export const useEstimate = (body: ProjectBody | null) =>
  useQuery({
    queryKey: keys.estimate(body),
    queryFn: ({ signal }) => acts.quoteOrder(body ?? {}, signal),
    enabled: body !== null,
    placeholderData: (before) => before,
    gcTime: 60_000,
  });

/** What happened to a film, newest first, in sentences. */
export const useHistory = (project: string, language: string) =>
  useInfiniteQuery({
    queryKey: [...keys.history(project), language],
    queryFn: ({ pageParam, signal }) => acts.readHistory(project, pageParam, language, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.before,
  });

/** Each call of a film, with what it cost. */
export const useCalls = (project: string) =>
  useQuery({
    queryKey: keys.calls(project),
    queryFn: ({ signal }) => acts.listCalls(project, signal),
  });

/** Does something to a project, shows why when it does not work, and reads again what it touched. */
export function useAct<V, R>(project: string, act: (wanted: V) => Promise<R>) {
  const client = useQueryClient();
  const complain = useComplain();
  return useMutation({
    mutationFn: act,
    onError: complain,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.project(project) }),
        client.invalidateQueries({ queryKey: keys.projects }),
      ]),
  });
}

/** Changes what is shown at once; the server's word replaces it. */
export function useGuess(id: string) {
  const client = useQueryClient();
  return {
    project: (change: (project: Project) => Project) =>
      client.setQueryData<Project>(keys.whole(id), (before) => before && change(before)),
    takes: (shot: string, change: (takes: Take[]) => Take[]) =>
      client.setQueryData<Take[]>(keys.takes(id, shot), (before) => before && change(before)),
  };
}

export const isGone = (error: unknown) => error instanceof Problem && error.status === 404;

export const all = (data: InfiniteData<ProjectPage> | undefined): ProjectLine[] =>
  data?.pages.flatMap((page) => page.items) ?? [];
