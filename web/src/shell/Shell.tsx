import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconCloudOff,
  IconCommand,
  IconKeyboard,
  IconLanguage,
  IconLayoutGrid,
  IconMoon,
  IconPlus,
  IconScale,
  IconSettings,
  IconSun,
} from '../look/icons';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { onReturn, useLine, useLive } from '../api/live';
import { useDecisions } from '../api/queries';
import { useTell } from '../look/problems';
import { useSpeech } from '../words';
import { addresses } from './addresses';
import { useCommandKeys, useCommands } from './commands';
import { Help } from './Help';
import { Palette } from './Palette';

/** What stands around every screen: where to go, whether the server is there, what the keys do. */
export function Shell({ children }: { children: ReactNode }) {
  const { words, setLanguage } = useSpeech();
  const [location, go] = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('dark', { getInitialValueInEffect: false });
  const decisions = useDecisions().data?.length ?? 0;
  const page = useRef<HTMLElement>(null);
  const tell = useTell();
  useCommandKeys();
  useEffect(() => onReturn(() => tell(words.line.back)), [tell, words]);
  useFreshFocus(location, page);

  const otherScheme = () => setColorScheme(scheme === 'dark' ? 'light' : 'dark');
  const otherLanguage = () => setLanguage(words.language === 'en' ? 'zh' : 'en');
  const toGo = words.palette.go;
  useCommands([
    {
      id: 'new',
      group: toGo,
      label: words.nav.new,
      keys: 'c,g n',
      run: () => go(addresses.new),
      icon: <IconPlus size={18} />,
    },
    {
      id: 'projects',
      group: toGo,
      label: words.nav.projects,
      keys: 'g p',
      run: () => go(addresses.projects),
      icon: <IconLayoutGrid size={18} />,
    },
    {
      id: 'decisions',
      group: toGo,
      label: words.nav.decisions,
      keys: 'g d',
      run: () => go(addresses.decisions),
      icon: <IconScale size={18} />,
    },
    {
      id: 'settings',
      group: toGo,
      label: words.nav.settings,
      keys: 'g s',
      run: () => go(addresses.settings),
      icon: <IconSettings size={18} />,
    },
    {
      id: 'colours',
      group: words.palette.view,
      label: scheme === 'dark' ? words.nav.light : words.nav.dark,
      keys: 'shift+t',
      run: otherScheme,
      icon: scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />,
    },
    {
      id: 'language',
      group: words.palette.view,
      label: words.nav.otherLanguage,
      run: otherLanguage,
      icon: <IconLanguage size={18} />,
    },
    {
      id: 'help',
      group: words.palette.view,
      label: words.nav.help,
      keys: '?',
      run: () => setHelpOpen(true),
      icon: <IconKeyboard size={18} />,
    },
    {
      id: 'palette',
      group: words.palette.view,
      label: words.nav.palette,
      keys: 'mod+k',
      run: () => spotlight.open(),
      hidden: true,
    },
  ]);

  return (
    <>
      <a href="#page" className="skip">
        {words.common.skipToContent}
      </a>
      <LineNote />
      <div className="shell">
        <nav className="rail" aria-label={words.nav.main}>
          <div className="brand">
            <img src="/studio/icon.svg" alt={words.product} width={34} height={34} />
          </div>
          <RailLink
            to={addresses.projects}
            label={words.nav.projects}
            icon={<IconLayoutGrid />}
            isHere={location === '/' || location.startsWith('/studio/projects/')}
          />
          <RailLink
            to={addresses.new}
            label={words.nav.new}
            icon={<IconPlus />}
            isHere={location === addresses.new}
          />
          <RailLink
            to={addresses.decisions}
            label={words.nav.decisions}
            icon={<IconScale />}
            isHere={location === addresses.decisions}
            badge={decisions}
          />
          <div className="railSpace" />
          <RailButton
            className="railWide"
            label={words.nav.palette}
            icon={<IconCommand />}
            onClick={() => spotlight.open()}
          />
          <RailButton
            className="railWide"
            label={words.nav.help}
            icon={<IconKeyboard />}
            onClick={() => setHelpOpen(true)}
          />
          <RailButton
            className="railWide"
            label={scheme === 'dark' ? words.nav.light : words.nav.dark}
            icon={scheme === 'dark' ? <IconSun /> : <IconMoon />}
            onClick={otherScheme}
          />
          <RailLink
            to={addresses.settings}
            label={words.nav.settings}
            icon={<IconSettings />}
            isHere={location === addresses.settings}
          />
        </nav>
        <main className="page" id="page" tabIndex={-1} ref={page}>
          {children}
        </main>
      </div>
      <Palette />
      <Help opened={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}

/** Follows everything; screens of one project follow that one instead. */
export function FollowAll() {
  useLive(null);
  return null;
}

function LineNote() {
  const { words } = useSpeech();
  const line = useLine();
  return (
    <div role="status">
      {line === 'lost' && (
        <div className="offline">
          <IconCloudOff size={18} aria-hidden /> {words.line.lost}
        </div>
      )}
    </div>
  );
}

/** A new screen begins at its top, also for those who hear it. */
function useFreshFocus(location: string, page: React.RefObject<HTMLElement | null>) {
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    window.scrollTo(0, 0);
    if (!page.current?.contains(document.activeElement)) page.current?.focus();
  }, [location, page]);
}

type Rail = { label: string; icon: ReactNode };

function RailLink({
  to,
  label,
  icon,
  isHere,
  badge,
}: Rail & { to: string; isHere: boolean; badge?: number }) {
  return (
    <Link href={to} className="railLink" aria-current={isHere ? 'page' : undefined}>
      <span aria-hidden>{icon}</span>
      {label}
      {badge ? <span className="railBadge">{badge}</span> : null}
    </Link>
  );
}

function RailButton({
  label,
  icon,
  onClick,
  className,
}: Rail & { onClick: () => void; className: string }) {
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        className={className}
        variant="subtle"
        color="gray"
        size="lg"
        mx="auto"
        aria-label={label}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
