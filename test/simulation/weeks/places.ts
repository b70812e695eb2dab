import { CalendarDirectory, CalendarRegister } from '@huiyin/sla';
import type { SimulatedCentre } from '../centre.js';
import { chineseOffice, OpenHours, type DayHours } from '../independent/open-hours.js';

/** Hours as the calendar of the product takes them, and as the independent script reads them. */
interface Place {
  readonly department: string;
  readonly timeZone: string;
  readonly weekly: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly hours: OpenHours;
}

const OFFICE: DayHours = [
  ['08:30', '12:30'],
  ['13:15', '17:00'],
];
const NIGHT = ['22:00', '30:00'] as const;
const LABOUR_DAY = '2026-05-01';

function office(timeZone: string): OpenHours {
  return new OpenHours(timeZone, (date, weekday) =>
    weekday === 0 || weekday === 6 || date === LABOUR_DAY ? [] : OFFICE,
  );
}

/** Works the nights that begin on Monday to Saturday, so that one of them loses an hour in spring. */
function nights(timeZone: string): OpenHours {
  return new OpenHours(timeZone, (_, weekday) => [
    ...(weekday === 1 ? [] : [['00:00', '06:00'] as const]),
    ...(weekday === 0 ? [] : [['22:00', '24:00'] as const]),
  ]);
}

/** Two departments that do not work by Chinese office hours. */
export const PLACES: readonly Place[] = [
  {
    department: 'CANTEEN',
    timeZone: 'Europe/Berlin',
    weekly: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
    hours: office('Europe/Berlin'),
  },
  {
    department: 'IT',
    timeZone: 'America/New_York',
    weekly: { mon: [NIGHT], tue: [NIGHT], wed: [NIGHT], thu: [NIGHT], fri: [NIGHT], sat: [NIGHT] },
    hours: nights('America/New_York'),
  },
];

/** The same places with the errors that are usual there. */
export const WITHOUT_SUMMER_TIME = new Map([
  ['CANTEEN', office('Africa/Lagos')],
  ['IT', nights('America/Jamaica')],
]);

export async function settle(centre: SimulatedCentre): Promise<void> {
  const departments = await centre.departments();
  const register = centre.get(CalendarRegister);
  for (const { department, timeZone, weekly } of PLACES) {
    await centre.unitOfWork.run({ kind: 'system', name: 'simulation' }, async (tx) => {
      const name = { 'zh-CN': department, en: department, ru: department };
      const closed = { date: LABOUR_DAY, kind: 'holiday' as const, spans: [], name };
      const content = { timeZone, weekly, years: [], days: department === 'CANTEEN' ? [closed] : [] };
      const id = await register.add(tx, { code: `of-${department.toLowerCase()}`, name, content });
      await register.assign(tx, departments.get(department) ?? '', id);
    });
  }
  await centre.get(CalendarDirectory).refresh();
}

/** Hours by department id; everybody else works Chinese office hours. */
export function hoursOf(
  departments: ReadonlyMap<string, string>,
  places = new Map(PLACES.map(({ department, hours }) => [department, hours])),
): (departmentId: string | null) => OpenHours {
  const byId = new Map([...places].map(([code, hours]) => [departments.get(code) ?? '', hours]));
  const usual = chineseOffice();
  return (departmentId) => (departmentId === null ? usual : (byId.get(departmentId) ?? usual));
}
