import { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';

/** Everybody's. */
export const PASSWORD = 'every-voice-counts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A Monday; days of a run are counted from it. */
export const FIRST_DAY = '2026-11-30T00:00:00+08:00';
/** Days on which people write. */
export const WEEK_DAYS = 7;
/** Afterwards a few are there, so that what is held for two more days comes out. */
export const LAST_DAYS = 2;
const OFF_DAYS = 3;
/** More of them than the fewest for a release. */
const LEFT_BEHIND = 18;

/** Where somebody sits, as the network sees it. */
export interface Seat {
  readonly ip: string;
  readonly userAgent: string;
  readonly isShared: boolean;
}

/** From sign-in to sign-out; milliseconds since the epoch. */
export interface Stay {
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
 * Who is there when. Everybody works four long days of seven, with days off by lot. At desks of their own people are signed
 * in for some hours; at a shared seat one of them looks in for a while early, the other one late.
 */
export function rosterOf(size: Size, seed: string): Employee[] {
  const choice = new SeededChoice(`${seed}/roster`);
  const employees: Employee[] = [];
  const share = LEFT_BEHIND / (size.desks + 2 * size.sharedSeats);
  const enter = (employeeNumber: string, seat: Seat, hours: Hours): void => {
    employees.push({ employeeNumber, seat, stays: staysOf(employeeNumber, hours, choice, share) });
  };
  for (let desk = 0; desk < size.desks; desk++) {
    const seat = seatOf(20, desk, false);
    enter(`W${1001 + desk}`, seat, deskHours);
  }
  for (let shared = 0; shared < size.sharedSeats; shared++) {
    const seat = seatOf(30, shared, true);
    enter(`W${3001 + shared}`, seat, earlyHours);
    enter(`W${5001 + shared}`, seat, lateHours);
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

function staysOf(employeeNumber: string, hours: Hours, choice: SeededChoice, share: number): Stay[] {
  const off = new Set<number>();
  for (let n = 0; off.size < OFF_DAYS; n++)
    off.add(choice.between(`off ${employeeNumber} ${n}`, 0, WEEK_DAYS - 1));
  const stays: Stay[] = [];
  for (let day = 0; day < WEEK_DAYS + LAST_DAYS; day++) {
    const isThere = day < WEEK_DAYS ? !off.has(day) : choice.chance(`left ${employeeNumber} ${day}`, share);
    if (!isThere) continue;
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
