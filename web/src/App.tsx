import { Center, Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Boundary } from './look/Boundary';
import { NotFound } from './look/NotFound';
import { ProjectsScreen } from './screens/projects/ProjectsScreen';
import { Shell } from './shell/Shell';
import { Door } from './shell/SignIn';
import { addresses } from './shell/addresses';
import { useWords } from './words';

const NewScreen = lazy(() => import('./screens/new/NewScreen'));
const ProjectScreen = lazy(() => import('./screens/project/ProjectScreen'));
const DecisionsScreen = lazy(() => import('./screens/decisions/DecisionsScreen'));
const SettingsScreen = lazy(() => import('./screens/settings/SettingsScreen'));

export function App() {
  return (
    <Door>
      <Shell>
        <Boundary>
          <Suspense fallback={<Loading />}>
            <Switch>
              <Route path={addresses.projects} component={ProjectsScreen} />
              <Route path="/studio">
                <Redirect to={addresses.projects} replace />
              </Route>
              <Route path={addresses.new} component={NewScreen} />
              <Route path="/studio/projects/:id">
                {({ id }) => <ProjectScreen key={id} id={id} />}
              </Route>
              <Route path={addresses.decisions} component={DecisionsScreen} />
              <Route path={addresses.settings} component={SettingsScreen} />
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </Shell>
    </Door>
  );
}

function Loading() {
  const words = useWords();
  return (
    <Center h="60vh">
      <Loader aria-label={words.common.loading} />
    </Center>
  );
}
