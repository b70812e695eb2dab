import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../lib/me.js';
import { AnonymityRoute } from './routes/anonymity.js';
import { client, onDoorway } from './providers/query-client.js';
import { Root } from './shell/root.js';
import { Failure } from './shell/failure.js';
import { NotFound } from './shell/not-found.js';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Root,
  errorComponent: Failure,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => ({ next: text(search['next']) }),
  component: lazyRouteComponent(() => import('./routes/sign-in.js'), 'SignInRoute'),
});

const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  beforeLoad: async ({ context }) => {
    if (!(await context.client.ensureQueryData(meQuery))) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('./routes/password.js'), 'PasswordRoute'),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery);
    if (!me) {
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
    if (me.mustChangePassword) throw redirect({ to: '/password' });
  },
  // Not needed at the door, so it does not make the door wait.
  component: lazyRouteComponent(() => import('./shell/shell.js'), 'Shell'),
  notFoundComponent: NotFound,
  errorComponent: Failure,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/home.js'), 'HomeRoute'),
});

const writing = createRoute({
  getParentRoute: () => inside,
  path: '/write',
  component: lazyRouteComponent(() => import('./routes/write.js'), 'WriteRoute'),
});

export interface ListSearch {
  state?: string;
  q?: string;
}
const listSearch = (search: Record<string, unknown>): ListSearch => ({
  state: text(search['state']),
  q: text(search['q']),
});

const myTickets = createRoute({
  getParentRoute: () => inside,
  path: '/tickets',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./routes/my-tickets.js'), 'MyTicketsRoute'),
});

const ticket = createRoute({
  getParentRoute: () => inside,
  path: '/tickets/$ticketId',
  validateSearch: (search): { do?: string } => ({ do: text(search['do']) }),
  component: lazyRouteComponent(() => import('./routes/ticket.js'), 'TicketRoute'),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./routes/inbox.js'), 'InboxRoute'),
});

const leadership = createRoute({
  getParentRoute: () => inside,
  path: '/leadership',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./routes/leadership.js'), 'LeadershipRoute'),
});

const board = createRoute({
  getParentRoute: () => inside,
  path: '/board',
  validateSearch: (search): { department?: string; kind?: string; q?: string } => ({
    department: text(search['department']),
    kind: text(search['kind']),
    q: text(search['q']),
  }),
  component: lazyRouteComponent(() => import('./routes/board.js'), 'BoardRoute'),
});

const boardItem = createRoute({
  getParentRoute: () => inside,
  path: '/board/$itemId',
  component: lazyRouteComponent(() => import('./routes/board-item.js'), 'BoardItemRoute'),
});

const bulletins = createRoute({
  getParentRoute: () => inside,
  path: '/bulletins',
  validateSearch: (search): { view?: string } => ({ view: text(search['view']) }),
  component: lazyRouteComponent(() => import('./routes/bulletins.js'), 'BulletinsRoute'),
});

const bulletin = createRoute({
  getParentRoute: () => inside,
  path: '/bulletins/$bulletinId',
  component: lazyRouteComponent(() => import('./routes/bulletin.js'), 'BulletinRoute'),
});

const departments = createRoute({
  getParentRoute: () => inside,
  path: '/departments',
  validateSearch: (search): { q?: string; id?: string } => ({ q: text(search['q']), id: text(search['id']) }),
  component: lazyRouteComponent(() => import('./routes/departments.js'), 'DepartmentsRoute'),
});

/** Whatever is not found is said inside the frame, with the way back beside it. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound });

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings.js'), 'SettingsRoute'),
});

const administration = createRoute({
  getParentRoute: () => inside,
  path: '/administration',
  component: lazyRouteComponent(() => import('./routes/administration.js'), 'AdministrationRoute'),
});

const administrationHome = createRoute({
  getParentRoute: () => administration,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/administration/people' });
  },
});

const people = createRoute({
  getParentRoute: () => administration,
  path: '/people',
  validateSearch: (search): { q?: string; department?: string } => ({
    q: text(search['q']),
    department: text(search['department']),
  }),
  component: lazyRouteComponent(() => import('./routes/administration-people.js'), 'PeopleRoute'),
});

const administrationDepartments = createRoute({
  getParentRoute: () => administration,
  path: '/departments',
  validateSearch: (search): { id?: string } => ({ id: text(search['id']) }),
  component: lazyRouteComponent(
    () => import('./routes/administration-departments.js'),
    'AdminDepartmentsRoute',
  ),
});

const csv = createRoute({
  getParentRoute: () => administration,
  path: '/import',
  component: lazyRouteComponent(() => import('./routes/administration-import.js'), 'ImportRoute'),
});

const mail = createRoute({
  getParentRoute: () => administration,
  path: '/mail',
  validateSearch: (search): { state?: string } => ({ state: text(search['state']) }),
  component: lazyRouteComponent(() => import('./routes/administration-mail.js'), 'AdminMailRoute'),
});

const operations = createRoute({
  getParentRoute: () => administration,
  path: '/operations',
  component: lazyRouteComponent(() => import('./routes/administration-operations.js'), 'OperationsRoute'),
});

const organisation = createRoute({
  getParentRoute: () => administration,
  path: '/organisation',
  component: lazyRouteComponent(() => import('./routes/administration-organisation.js'), 'OrganisationRoute'),
});

const policy = createRoute({
  getParentRoute: () => inside,
  path: '/policy',
  component: lazyRouteComponent(() => import('./routes/policy.js'), 'PolicyRoute'),
});

const policyVersion = createRoute({
  getParentRoute: () => inside,
  path: '/policy/versions/$version',
  component: lazyRouteComponent(() => import('./routes/policy-version.js'), 'PolicyVersionRoute'),
});

const policyDraft = createRoute({
  getParentRoute: () => inside,
  path: '/policy/drafts/$draftId',
  component: lazyRouteComponent(() => import('./routes/policy-draft.js'), 'PolicyDraftRoute'),
});

const policyAdministration = createRoute({
  getParentRoute: () => administration,
  path: '/policy',
  component: lazyRouteComponent(
    () => import('./routes/policy-administration.js'),
    'PolicyAdministrationRoute',
  ),
});

const policyEditor = createRoute({
  getParentRoute: () => administration,
  path: '/policy/$draftId',
  component: lazyRouteComponent(() => import('./routes/policy-editor.js'), 'PolicyEditorRoute'),
});

const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/calendars/$calendarId',
  validateSearch: (search): { version?: number } => {
    const version = Number(search['version']);
    return Number.isInteger(version) && version > 0 ? { version } : {};
  },
  component: lazyRouteComponent(() => import('./routes/calendar.js'), 'CalendarRoute'),
});

const administrationCalendars = createRoute({
  getParentRoute: () => administration,
  path: '/calendars',
  component: lazyRouteComponent(() => import('./routes/calendars-administration.js'), 'AdminCalendarsRoute'),
});

const administrationCalendar = createRoute({
  getParentRoute: () => administration,
  path: '/calendars/$calendarId',
  component: lazyRouteComponent(() => import('./routes/calendars-administration.js'), 'AdminCalendarRoute'),
});

const mailbox = createRoute({
  getParentRoute: () => root,
  path: '/mailbox',
  validateSearch: (search): { person?: string; mail?: string } => ({
    person: text(search['person']),
    mail: text(search['mail']),
  }),
  component: lazyRouteComponent(() => import('./routes/mailbox.js'), 'MailboxRoute'),
});

/** Not loaded when it is opened, but with everything: who reads it before writing must not be seen to. */
const anonymity = createRoute({
  getParentRoute: () => root,
  path: '/anonymity',
  component: AnonymityRoute,
});

const anonymityKeys = createRoute({
  getParentRoute: () => root,
  path: '/anonymity/keys',
  component: lazyRouteComponent(() => import('./routes/anonymity-keys.js'), 'AnonymityKeysRoute'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    password,
    mailbox,
    anonymity,
    anonymityKeys,
    inside.addChildren([
      home,
      writing,
      myTickets,
      ticket,
      inbox,
      leadership,
      board,
      boardItem,
      bulletins,
      bulletin,
      departments,
      settings,
      policy,
      policyVersion,
      policyDraft,
      calendar,
      nowhere,
      administration.addChildren([
        administrationHome,
        administrationCalendars,
        administrationCalendar,
        people,
        administrationDepartments,
        csv,
        mail,
        organisation,
        policyAdministration,
        policyEditor,
        operations,
      ]),
    ]),
  ]),
  context: { client },
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: true,
  defaultErrorComponent: Failure,
});

/** First to where nothing is asked about what stands on the page, and where nothing of anybody is shown. */
async function goHomeAnew(): Promise<void> {
  await router.navigate({ to: '/sign-in' });
  client.clear();
  await router.navigate({ to: '/' });
}

onDoorway((doorway) => {
  const here = router.state.location;
  if (doorway === 'home') return void goHomeAnew();
  if (here.pathname === '/sign-in') return;
  if (doorway === 'password') void router.navigate({ to: '/password' });
  else void router.navigate({ to: '/sign-in', search: here.href === '/' ? {} : { next: here.href } });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
