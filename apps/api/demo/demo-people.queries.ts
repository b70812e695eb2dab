import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '@huiyin/organisation';
import { UnitOfWork, type Locale } from '@huiyin/platform';
import type { DemoPersonDto } from './demo-people.dto.js';

type Part =
  'duty-leader' | 'leader' | 'administrator' | 'coordinator' | 'head' | 'deputy' | 'handler' | 'agent';

interface Row {
  id: string;
  employeeNumber: string;
  name: string;
  locale: Locale;
  departmentName: LocalisedText | null;
  part: Part;
}

/** How many of each part the demo offers; of agents, that many in each language. */
const OFFERED: Readonly<Record<Part, number>> = {
  agent: 2,
  head: 2,
  deputy: 1,
  handler: 2,
  coordinator: 1,
  leader: 2,
  'duty-leader': 1,
  administrator: 1,
};

const TITLES: Readonly<Record<Part, LocalisedText>> = {
  agent: { 'zh-CN': '坐席', en: 'Agent', ru: 'Оператор' },
  head: { 'zh-CN': '部门负责人', en: 'Head of a department', ru: 'Руководитель отдела' },
  deputy: { 'zh-CN': '部门副职', en: 'Deputy head', ru: 'Заместитель руководителя' },
  handler: { 'zh-CN': '经办人', en: 'Handler', ru: 'Исполнитель' },
  coordinator: { 'zh-CN': '协调员', en: 'Coordinator', ru: 'Координатор' },
  leader: { 'zh-CN': '分管领导', en: 'Leader', ru: 'Куратор из руководства' },
  'duty-leader': { 'zh-CN': '值班领导', en: 'Leader on duty', ru: 'Дежурный руководитель' },
  administrator: { 'zh-CN': '系统管理员', en: 'Administrator', ru: 'Администратор' },
};

/** What each demo person is now, from the tables; so it stays true when somebody plays with the organisation. */
const DEMO_PEOPLE = `
  SELECT p.id, p.employee_number AS "employeeNumber", p.name, p.locale, coalesce(a.name, home.name) AS "departmentName",
         CASE WHEN o.duty_leader_id = p.id THEN 'duty-leader'
              WHEN 'leader' = ANY(p.roles) THEN 'leader'
              WHEN 'administrator' = ANY(p.roles) THEN 'administrator'
              WHEN a.kind = 'coordinator' THEN 'coordinator'
              ELSE coalesce(a.relation, 'agent') END AS part
    FROM person p
   CROSS JOIN organisation o
    LEFT JOIN department home ON home.id = p.department_id
    LEFT JOIN LATERAL (
      SELECT d.name, d.kind, r.relation
        FROM department d
       CROSS JOIN LATERAL (
         SELECT CASE WHEN d.head_id = p.id THEN 'head' WHEN d.deputy_id = p.id THEN 'deputy'
                     WHEN EXISTS (SELECT FROM department_member m WHERE m.department_id = d.id AND m.person_id = p.id)
                     THEN 'handler' END AS relation) r
       WHERE r.relation IS NOT NULL ORDER BY d.code LIMIT 1
    ) a ON true
   WHERE p.is_demo AND p.is_active
   ORDER BY p.employee_number`;

@Injectable()
export class DemoPeopleQueries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A dozen or so people worth being in turn: agents of each language first. */
  async typical(): Promise<DemoPersonDto[]> {
    const offered = new Map<string, number>();
    const people = (await this.unitOfWork.read<Row>(DEMO_PEOPLE)).filter(({ part, locale }) => {
      const group = part === 'agent' ? `agent ${locale}` : part;
      const before = offered.get(group) ?? 0;
      offered.set(group, before + 1);
      return before < OFFERED[part];
    });
    const order = Object.keys(OFFERED);
    return people
      .sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
      .map(({ id, employeeNumber, name, part, departmentName }) => ({
        id,
        employeeNumber,
        name,
        title: TITLES[part],
        departmentName,
      }));
  }

  async isDemoPerson(personId: string): Promise<boolean> {
    const [row] = await this.unitOfWork.read<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM person WHERE id = $1 AND is_demo AND is_active) AS found`,
      [personId],
    );
    return row?.found ?? false;
  }
}
