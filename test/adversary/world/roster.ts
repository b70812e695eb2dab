import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';

/** Everybody's. */
export const PASSWORD = 'every-voice-counts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A Thursday, so that a week of tokens ends amidst the run; days are counted from it. */
export const FIRST_DAY = '2026-12-03T00:00:00+08:00';
/** Days on which people write. */
export const WEEK_DAYS = 7;
/** Afterwards a few are there, so that what is held for two more days comes out. */
export const LAST_DAYS = 2;
const OFF_DAYS = 3;
/** A Saturday on which so few are there that the release of the next morning is missed. */
export const QUIET_DAY = 2;
const THERE_ON_THE_QUIET_DAY = 9;
/** Of those who come late to a shared seat, each so-manieth comes after midnight. */
const NIGHT_SHIFT_EVERY = 4;
/** More of them than the fewest for a release. */
const LEFT_BEHIND = 18;

/** As it is written in Chinese time, `2026-12-03`. */
export function dateOfDay(day: number): string {
  return new Date(Date.parse(FIRST_DAY) + day * DAY_MS + 12 * HOUR_MS).toISOString().slice(0, 10);
}

/** The day in which an instant lies, milliseconds since the epoch. */
export function dayAt(ms: number): number {
  return Math.floor((ms - Date.parse(FIRST_DAY)) / DAY_MS);
}

/** Where somebody sits, as the network sees it. */
export interface Seat {
  readonly ip: string;
  readonly userAgent: string;
  readonly isShared: boolean;
}

/** From sign-in to sign-out; milliseconds since the epoch. */
export interface Stay {
  /** Of the release before: it ends with the next one, hours after midnight. */
  readonly day: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Employee {
  readonly employeeNumber: string;
  readonly seat: Seat;
  /** One a day at most, oldest first. */
  readonly stays: readonly Stay[];
}

export interface Size {
  readonly desks: number;
  /** Each is used by two people, one after the other. */
  readonly sharedSeats: number;
}

/**
 * Who is there when. Everybody works four long days of seven, with days off by lot, and hardly anybody on the quiet day.
 * At desks of their own people are signed in for some hours; at a shared seat one of them looks in for a while early, the
 * other one late, or at night.
 */
export function rosterOf(size: Size, seed: string): Employee[] {
  const choice = new SeededChoice(`${seed}/roster`);
  const employees: Employee[] = [];
  const people = size.desks + 2 * size.sharedSeats;
  const quiet = someOf(people, THERE_ON_THE_QUIET_DAY, 'quiet', choice);
  const enter = (employeeNumber: string, seat: Seat, hours: Hours): void => {
    const isThere = daysOf(employeeNumber, quiet.has(employees.length), LEFT_BEHIND / people, choice);
    employees.push({ employeeNumber, seat, stays: staysOf(employeeNumber, isThere, hours, choice) });
  };
  for (let desk = 0; desk < size.desks; desk++) {
    const seat = seatOf(20, desk, false);
    enter(`W${1001 + desk}`, seat, deskHours);
  }
  for (let shared = 0; shared < size.sharedSeats; shared++) {
    const seat = seatOf(30, shared, true);
    enter(`W${3001 + shared}`, seat, earlyHours);
    enter(`W${5001 + shared}`, seat, shared % NIGHT_SHIFT_EVERY === 0 ? nightHours : lateHours);
  }
  return employees;
}

type Hours = (between: (least: number, most: number) => number) => { from: number; minutes: number };

/** Minutes after midnight, and how long. */
const deskHours: Hours = (between) => ({ from: between(8 * 60, 16 * 60), minutes: between(100, 200) });
const earlyHours: Hours = (between) => ({
  from: between(7 * 60 + 30, 13 * 60 + 30),
  minutes: between(15, 28),
});
const lateHours: Hours = (between) => ({
  from: between(14 * 60 + 30, 21 * 60 + 30),
  minutes: between(15, 28),
});
const nightHours: Hours = (between) => ({
  from: between(24 * 60 + 2, 25 * 60 + 45),
  minutes: between(15, 28),
});

function daysOf(
  employeeNumber: string,
  isThereOnTheQuietDay: boolean,
  share: number,
  choice: SeededChoice,
): (day: number) => boolean {
  const off = someOf(WEEK_DAYS, OFF_DAYS, `off ${employeeNumber}`, choice);
  return (day) => {
    if (day === QUIET_DAY) return isThereOnTheQuietDay;
    return day < WEEK_DAYS ? !off.has(day) : choice.chance(`left ${employeeNumber} ${day}`, share);
  };
}

/** So many different ones of the first whole numbers. */
function someOf(numbers: number, count: number, topic: string, choice: SeededChoice): ReadonlySet<number> {
  const some = new Set<number>();
  for (let n = 0; some.size < count; n++) some.add(choice.between(`${topic} ${n}`, 0, numbers - 1));
  return some;
}

function staysOf(
  employeeNumber: string,
  isThere: (day: number) => boolean,
  hours: Hours,
  choice: SeededChoice,
): Stay[] {
  const stays: Stay[] = [];
  for (let day = 0; day < WEEK_DAYS + LAST_DAYS; day++) {
    if (!isThere(day)) continue;
    const topic = `${employeeNumber} ${day}`;
    const { from, minutes } = hours((least, most) => choice.between(`${topic} ${least}`, least, most));
    const fromMs =
      Date.parse(FIRST_DAY) + day * DAY_MS + from * MINUTE_MS + choice.between(`${topic} in`, 0, 59_999);
    stays.push({
      day,
      fromMs,
      toMs: fromMs + minutes * MINUTE_MS + choice.between(`${topic} out`, 0, 59_999),
    });
  }
  return stays;
}

/** Loopback addresses, one for each seat, so that servers and network really see them. */
function seatOf(network: number, number: number, isShared: boolean): Seat {
  const ip = `127.${network}.${Math.floor(number / 200)}.${1 + (number % 200)}`;
  return { ip, userAgent: `Mozilla/5.0 (seat ${network}-${number}) Chrome/14${number % 10}.0.0.0`, isShared };
}
