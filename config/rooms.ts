import {
  Anonymity1763800751000,
  HeldTokens1763800802000,
  Intake1763800761000,
  IntakeKeySignature1763800811000,
  NoPromisedDate1763800801000,
  RedeemedToken1763800771000,
  ReleaseRule1763800812000,
} from '@huiyin/anonymity';
import { Bulletin1763800720000 } from '@huiyin/bulletin';
import { Identity1763800100000 } from '@huiyin/identity';
import {
  BulletinMail1763800760000,
  NoticeForEachDate1763800750000,
  Notification1763800500000,
} from '@huiyin/notification';
import { Operations1763800730000 } from '@huiyin/operations';
import { Organisation1763800200000 } from '@huiyin/organisation';
import { type DatabaseParts, Platform1763800000000 } from '@huiyin/platform';
import {
  Calendar1763800300000,
  CalendarArchive1763800700000,
  Clock1763800310000,
  ClockInWholeDays1763800770001,
  ClockResult1763800740000,
  OverdueAnswers1763800790000,
  Policy1763800710000,
} from '@huiyin/sla';
import {
  AnonymousTicket1763800770000,
  Attachment1763800600000,
  Complexity1763800780000,
  RememberedReleases1763800803000,
  Ticket1763800400000,
} from '@huiyin/ticket';

/** Every table of the product and every step that made it; the rooms themselves do not know each other. */
export const databaseParts: DatabaseParts = {
  entities: [],
  migrations: [
    Platform1763800000000,
    Identity1763800100000,
    Organisation1763800200000,
    Calendar1763800300000,
    Notification1763800500000,
    Clock1763800310000,
    Ticket1763800400000,
    Attachment1763800600000,
    ClockResult1763800740000,
    Policy1763800710000,
    Bulletin1763800720000,
    NoticeForEachDate1763800750000,
    Operations1763800730000,
    Anonymity1763800751000,
    Intake1763800761000,
    BulletinMail1763800760000,
    CalendarArchive1763800700000,
    AnonymousTicket1763800770000,
    ClockInWholeDays1763800770001,
    RedeemedToken1763800771000,
    Complexity1763800780000,
    OverdueAnswers1763800790000,
    NoPromisedDate1763800801000,
    HeldTokens1763800802000,
    RememberedReleases1763800803000,
    IntakeKeySignature1763800811000,
    ReleaseRule1763800812000,
  ],
};
