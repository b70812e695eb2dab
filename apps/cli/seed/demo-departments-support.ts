import type { DemoDepartment, Trilingual } from './demo-department.js';

const NIGHT_MEALS: Trilingual = ['夜班没有热饭', 'No hot meal on the night shift', 'Ночью нет горячей еды'];
const DISHES: Trilingual = ['菜品、价格与卫生', 'Dishes, prices, hygiene', 'Блюда, цены, гигиена'];
const MEAL_CARDS: Trilingual = [
  '饭卡充值与补办',
  'Charging and replacing meal cards',
  'Пополнение и замена карт питания',
];
const WHO_EATS_WHEN: Trilingual = [
  '就餐轮换时间（请选热线运营）',
  'Who eats when (choose Hotline Operations)',
  'Очерёдность обедов (выберите операторский отдел)',
];

/** Departments that keep the house running, and the one that catches the rest. */
export const SUPPORT: readonly DemoDepartment[] = [
  {
    code: 'IT',
    name: ['信息技术与电话系统部', 'IT and Telephony', 'ИТ и телефония'],
    leader: 'L3002',
    scopes: [
      {
        title: ['电话与耳麦', 'Telephones and headsets', 'Телефоны и гарнитуры'],
        belongs: [
          ['通话断线、单通、杂音', 'Calls drop, one side is silent, noise', 'Обрывы связи, тишина, помехи'],
          ['耳麦损坏更换', 'Replacing a broken headset', 'Замена неисправной гарнитуры'],
        ],
        belongsNot: [
          [
            '座椅损坏（请选物业）',
            'A broken chair (choose Facilities)',
            'Сломанное кресло (выберите «Здание»)',
          ],
        ],
      },
      {
        title: ['电脑、账号与网络', 'Computers, accounts and network', 'Компьютеры, учётные записи и сеть'],
        belongs: [
          ['座席电脑运行缓慢', 'The seat PC is slow', 'Рабочий компьютер тормозит'],
          ['账号被锁、密码重置', 'Locked account, password reset', 'Блокировка учётной записи, сброс пароля'],
        ],
        belongsNot: [
          [
            '客户系统的功能建议（请选客户系统）',
            'A wish for the CRM (choose CRM Product)',
            'Пожелание к CRM (выберите «CRM»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'CRM',
    name: ['客户系统产品部', 'CRM Product', 'Продукт CRM'],
    leader: 'L3002',
    scopes: [
      {
        title: ['客户系统的功能与缺陷', 'Functions and faults of the CRM', 'Функции и ошибки CRM'],
        belongs: [
          [
            '工单字段重复填写',
            'The same field has to be typed twice',
            'Одно и то же поле заполняется дважды',
          ],
          ['弹屏延迟', 'The caller’s record opens late', 'Карточка клиента открывается с задержкой'],
          ['快捷回复与模板', 'Quick replies and templates', 'Быстрые ответы и шаблоны'],
        ],
        belongsNot: [
          [
            '电脑开不了机（请选信息技术）',
            'The computer does not start (choose IT)',
            'Компьютер не включается (выберите «ИТ»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'HR',
    name: ['人事与薪酬部', 'HR and Pay', 'Кадры и оплата труда'],
    leader: 'L3002',
    scopes: [
      {
        title: ['工资与奖金', 'Pay and bonus', 'Зарплата и премии'],
        belongs: [
          ['工资条看不懂或有误', 'A payslip is unclear or wrong', 'Расчётный лист непонятен или неверен'],
          ['加班费、夜班补贴', 'Overtime and night allowance', 'Сверхурочные и ночные'],
        ],
        belongsNot: [
          [
            '质检评分本身（请选质检）',
            'The quality score itself (choose Quality)',
            'Сама оценка качества (выберите «Качество»)',
          ],
        ],
      },
      {
        title: [
          '合同、晋升与假期待遇',
          'Contracts, promotion and leave pay',
          'Договоры, повышение и оплата отпусков',
        ],
        belongs: [
          ['晋升通道与评定', 'Career steps and how they are decided', 'Карьерные ступени и порядок оценки'],
          [
            '社保、公积金、产假',
            'Insurance, housing fund, maternity leave',
            'Страхование, жилищный фонд, декрет',
          ],
        ],
        belongsNot: [
          ['换班（请选排班）', 'Shift swaps (choose Scheduling)', 'Обмен сменами (выберите «Графики»)'],
        ],
      },
    ],
  },
  {
    code: 'FACILITIES',
    name: ['物业与设施部', 'Facilities', 'Здание и оборудование'],
    leader: 'L3002',
    scopes: [
      {
        title: ['工位与环境', 'Seats and surroundings', 'Рабочие места и обстановка'],
        belongs: [
          ['空调温度、照明、异味', 'Temperature, light, smells', 'Температура, свет, запахи'],
          ['座椅、储物柜、饮水机', 'Chairs, lockers, water', 'Кресла, шкафчики, вода'],
          ['卫生间清洁', 'Cleanliness of the washrooms', 'Чистота в туалетах'],
        ],
        belongsNot: [
          [
            '消防通道堵塞（请选安全）',
            'A blocked fire exit (choose Safety)',
            'Загромождённый пожарный выход (выберите «Безопасность»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'CANTEEN',
    name: ['食堂与宿舍管理部', 'Canteen and Dormitory', 'Столовая и общежитие'],
    leader: 'L3002',
    scopes: [
      {
        title: ['食堂', 'Canteen', 'Столовая'],
        belongs: [NIGHT_MEALS, DISHES],
        belongsNot: [WHO_EATS_WHEN],
        before: [
          {
            publishedDaysAgo: 210,
            title: ['午餐供应', 'Lunch', 'Обеды'],
            belongs: [DISHES, MEAL_CARDS],
            belongsNot: [
              [
                '夜班用餐（由班组自行安排）',
                'Meals on the night shift (arranged by each team)',
                'Питание в ночную смену (каждая бригада решает сама)',
              ],
            ],
          },
          {
            publishedDaysAgo: 64,
            title: ['食堂', 'Canteen', 'Столовая'],
            belongs: [NIGHT_MEALS, DISHES, MEAL_CARDS],
            belongsNot: [WHO_EATS_WHEN],
          },
        ],
      },
      {
        title: ['宿舍与班车', 'Dormitory and shuttle bus', 'Общежитие и автобус'],
        belongs: [
          [
            '热水、维修、调换房间',
            'Hot water, repairs, changing rooms',
            'Горячая вода, ремонт, смена комнаты',
          ],
          [
            '末班车与夜班不衔接',
            'The last bus leaves before the late shift ends',
            'Последний автобус уходит до конца смены',
          ],
        ],
        belongsNot: [
          [
            '住房补贴（请选人事）',
            'Housing allowance (choose HR and Pay)',
            'Компенсация жилья (выберите «Кадры»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'SAFETY',
    name: ['安全与健康部', 'Safety and Health', 'Безопасность и здоровье'],
    leader: 'L3002',
    scopes: [
      {
        title: ['安全隐患与员工健康', 'Hazards and wellbeing', 'Опасности и здоровье сотрудников'],
        belongs: [
          ['消防通道、用电隐患', 'Fire exits, electrical hazards', 'Пожарные выходы, электробезопасность'],
          ['听力、颈椎、嗓音保护', 'Hearing, back and voice', 'Слух, спина, голос'],
          ['情绪压力与心理支持', 'Stress and someone to talk to', 'Стресс и психологическая помощь'],
        ],
        belongsNot: [
          [
            '空调太冷（请选物业）',
            'It is too cold (choose Facilities)',
            'Слишком холодно (выберите «Здание»)',
          ],
        ],
      },
    ],
  },
  {
    code: 'COORDINATION',
    name: ['员工意见协调办公室', 'Coordination Office', 'Координационный отдел'],
    kind: 'coordinator',
    leader: 'L3003',
    scopes: [
      {
        title: ['不知道该找谁', 'Anything that fits nowhere else', 'Всё, что больше никуда не подходит'],
        belongs: [
          ['涉及几个部门的问题', 'Matters of several departments', 'Вопросы сразу нескольких отделов'],
          [
            '对负责部门本身的意见',
            'An opinion about the very department in charge',
            'Мнение о самом ответственном отделе',
          ],
          ['不确定归口', 'You are not sure who answers for it', 'Непонятно, кто за это отвечает'],
        ],
        belongsNot: [
          [
            '已经在处理的意见（请在原意见中回复）',
            'A ticket already under way (reply there)',
            'Уже рассматриваемое обращение (ответьте в нём)',
          ],
        ],
      },
    ],
  },
];
