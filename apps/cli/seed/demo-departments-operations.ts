import type { DemoDepartment } from './demo-department.js';

/** Departments close to the calls. */
export const OPERATIONS: readonly DemoDepartment[] = [
  {
    code: 'HOTLINE-E',
    name: ['东湾热线运营部', 'Hotline Operations East', 'Операторский отдел «Восток»'],
    site: 'EAST',
    leader: 'L3001',
    scopes: [
      {
        title: ['东湾现场管理', 'Life on the floor, East site', 'Работа зала, площадка «Восток»'],
        belongs: [
          [
            '现场巡场与支援太慢',
            'Floor support takes too long to come',
            'Помощь в зале приходит слишком долго',
          ],
          ['小休安排与就餐轮换', 'Who takes a break when, meal rotation', 'Очерёдность перерывов и обедов'],
          [
            '班前会的内容与时长',
            'Content and length of the briefing before a shift',
            'Содержание и длительность планёрки',
          ],
        ],
        belongsNot: [
          [
            '下月的班表（请选排班）',
            'Next month’s roster (choose Scheduling)',
            'График на следующий месяц (выберите «Графики»)',
          ],
          [
            '质检扣分（请选质检）',
            'Quality scores (choose Quality)',
            'Оценки качества (выберите «Качество»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'HOTLINE-N',
    name: ['北岸热线运营部', 'Hotline Operations North', 'Операторский отдел «Север»'],
    site: 'NORTH',
    leader: 'L3001',
    scopes: [
      {
        title: ['北岸现场管理', 'Life on the floor, North site', 'Работа зала, площадка «Север»'],
        belongs: [
          [
            '俄语、英语专席的支援',
            'Support for the Russian and English desks',
            'Помощь русской и английской линиям',
          ],
          ['现场噪音与座位安排', 'Noise and seating on the floor', 'Шум и рассадка в зале'],
        ],
        belongsNot: [
          [
            '空调、照明故障（请选物业）',
            'Broken air conditioning or lights (choose Facilities)',
            'Неисправные кондиционеры и свет (выберите «Здание»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'SCHEDULING',
    name: ['排班与工时管理部', 'Scheduling and Shifts', 'Графики и смены'],
    leader: 'L3001',
    scopes: [
      {
        title: ['班表与换班', 'Rosters and shift swaps', 'Графики и обмен сменами'],
        belongs: [
          ['班表发布太晚', 'The roster is published too late', 'График публикуют слишком поздно'],
          ['连续夜班过多', 'Too many night shifts in a row', 'Слишком много ночных смен подряд'],
          [
            '换班申请没有人批',
            'Nobody decides on a shift swap',
            'Заявку на обмен сменами никто не рассматривает',
          ],
        ],
        belongsNot: [
          [
            '加班费算错（请选人事）',
            'Overtime paid wrongly (choose HR and Pay)',
            'Неверная оплата сверхурочных (выберите «Кадры»)',
          ],
        ],
      },
      {
        title: ['考勤与年假', 'Attendance and leave', 'Учёт времени и отпуска'],
        belongs: [
          ['打卡记录缺失', 'A missing clock-in', 'Пропала отметка о приходе'],
          ['旺季年假名额', 'Leave quota in the busy season', 'Квота отпусков в высокий сезон'],
        ],
        belongsNot: [
          [
            '产假、病假待遇（请选人事）',
            'Maternity and sick pay (choose HR and Pay)',
            'Выплаты по болезни и родам (выберите «Кадры»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'QUALITY',
    name: ['质量管理部', 'Quality', 'Качество обслуживания'],
    leader: 'L3001',
    scopes: [
      {
        title: ['质检标准与申诉', 'Scoring rules and appeals', 'Правила оценки и апелляции'],
        belongs: [
          ['扣分理由看不懂', 'I do not understand why points were taken', 'Непонятно, за что сняли баллы'],
          ['申诉超过期限没有回复', 'An appeal is overdue', 'На апелляцию не ответили в срок'],
          [
            '同类录音评分不一致',
            'Similar calls are scored differently',
            'Похожие звонки оценивают по-разному',
          ],
        ],
        belongsNot: [
          [
            '绩效奖金发放（请选人事）',
            'Payment of the bonus (choose HR and Pay)',
            'Выплата премии (выберите «Кадры»)',
          ],
          [
            '客户对公司的投诉（请选投诉处理）',
            'A customer’s complaint (choose Complaints)',
            'Жалоба клиента (выберите «Жалобы»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'TRAINING',
    name: ['培训部', 'Training', 'Обучение'],
    leader: 'L3001',
    scopes: [
      {
        title: ['新人与在岗培训', 'Induction and on-the-job training', 'Вводное обучение и курсы'],
        belongs: [
          [
            '新业务上线前没有培训',
            'No training before a new product started',
            'Не обучили до запуска нового продукта',
          ],
          ['课程时间与班次冲突', 'A course collides with my shift', 'Курс совпадает со сменой'],
          ['师徒带教的安排', 'Mentors for newcomers', 'Наставники для новичков'],
        ],
        belongsNot: [
          [
            '知识库内容有误（请选知识库）',
            'A wrong knowledge article (choose Knowledge)',
            'Ошибка в базе знаний (выберите «База знаний»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'KNOWLEDGE',
    name: ['知识库管理部', 'Knowledge Base', 'База знаний'],
    leader: 'L3001',
    scopes: [
      {
        title: ['知识条目', 'Knowledge articles', 'Статьи базы знаний'],
        belongs: [
          [
            '条目过期或互相矛盾',
            'An article is out of date or contradicts another',
            'Статья устарела или противоречит другой',
          ],
          ['搜索不到常用话术', 'A common script cannot be found', 'Не найти частый сценарий разговора'],
          ['缺少英语或俄语版本', 'No English or Russian version', 'Нет английской или русской версии'],
        ],
        belongsNot: [
          [
            '客户系统报错（请选客户系统）',
            'An error in the CRM (choose CRM Product)',
            'Ошибка в CRM (выберите «CRM»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'COMPLAINTS',
    name: ['客户投诉处理部', 'Complaints Handling', 'Работа с жалобами клиентов'],
    leader: 'L3001',
    scopes: [
      {
        title: ['升级投诉的交接', 'Handing over difficult complaints', 'Передача сложных жалоб'],
        belongs: [
          [
            '转交后客户仍然找坐席',
            'The customer keeps calling the agent after the hand-over',
            'После передачи клиент снова звонит оператору',
          ],
          [
            '辱骂、骚扰电话的处置权限',
            'What an agent may do about abusive callers',
            'Что оператор вправе делать при оскорблениях',
          ],
        ],
        belongsNot: [
          [
            '因投诉被扣分（请选质检）',
            'Points lost over a complaint (choose Quality)',
            'Снятые из-за жалобы баллы (выберите «Качество»)',
          ],
        ],
      },
    ],
  },
];
