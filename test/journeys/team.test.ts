import { afterAll, describe, expect, it } from 'vitest';
import { day, hour } from '../setup/clock.ts';
import { createPerson } from '../setup/people.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

/** What people press and read in each language. */
const words = {
  kk: {
    language: 'Қазақша',
    invite: 'Шақыру',
    coordinator: 'Үйлестіруші',
    next: 'Келесі',
    place: 'Батыс Қазақстан облысы',
    group: 'Батыс Қазақстан облысының жұмыс тобы',
    head: 'Топ жетекшісі',
    create: 'Сілтеме жасау',
    ready: '✅ Шақыру дайын: Серік Ахметов.',
    consent: 'Келісемін',
    invited: 'Сізге шақыру келді. Рөлі: топ жетекшісі.',
    waits: '✅ Шақыру ашылды. Рөлі: топ жетекшісі.',
    question: 'Бұл сол адам ба?',
    yes: 'Иә, осы адам',
    no: 'Жоқ, басқа адам',
    given: '✅ Рөл берілді: топ жетекшісі.',
    givenMember: '✅ Рөл берілді: жұмыс тобының мүшесі.',
    rejected: 'Шақыру расталмады, рөл берілген жоқ.',
    lonely: '⚠️ Үйлестіруші біреу: өзі енгізген мәнді уәкілетті орган тексереді.',
    unassigned: /Жауаптысы жоқ: 87 көрсеткіш\./,
    member: 'Топ мүшесі',
    city: 'Орал',
    ecology: 'Экология',
    transport: 'Көлік және логистика',
    whole: 'Саланың бәрі',
    goOn: 'Әрі қарай',
    answers: 'Орал (Экология)',
    assign: 'Көрсеткіш тапсыру',
    save: 'Сақтау',
    assigned: 'Жауап береді: Орал (Экология, Көлік және логистика).',
    endRole: 'Рөлді тоқтату',
    ended: 'Рөл тоқтатылды: Айгүл Сәрсенова.',
    told: 'Рөліңіз тоқтатылды: жұмыс тобының мүшесі.',
    used: 'Бұл шақыру бұрын пайдаланылған.',
    expired: 'Шақырудың мерзімі өтті.',
    own: 'Бұл – өзіңіз жасаған шақыру.',
    unknown: 'Мұндай шақыру жоқ.',
    revoked: 'Бұл шақыру жойылған.',
    noRight: 'Бұған рұқсатыңыз жоқ.',
    notFull: 'Аты мен тегі керек',
    notLetters: 'Аты-жөнінде тек әріп',
    tooLong: 'Хабар тым ұзын',
    stale: 'Бұл батырма ескірген.',
    revoke: 'Шақыруды жою',
    newLink: 'Жаңа сілтеме',
    back: 'Артқа',
    cancel: 'Бас тарту',
    name: /аты-жөнін толық жазыңыз/,
    left: 'Шақыру жасалмады.',
  },
  ru: {
    language: 'Русский',
    invite: 'Пригласить',
    coordinator: 'Координатор',
    next: 'Дальше',
    place: 'Западно-Казахстанская область',
    group: 'Рабочая группа Западно-Казахстанской области',
    head: 'Руководитель группы',
    create: 'Создать ссылку',
    ready: '✅ Приглашение готово: Серік Ахметов.',
    consent: 'Даю согласие',
    invited: 'Вас пригласили. Роль: руководитель группы.',
    waits: '✅ Приглашение открыто. Роль: руководитель группы.',
    question: 'Это тот самый человек?',
    yes: 'Да, это тот человек',
    no: 'Нет, другой человек',
    given: '✅ Роль дана: руководитель группы.',
    givenMember: '✅ Роль дана: член рабочей группы.',
    rejected: 'Приглашение не подтвердили, роль не дана.',
    lonely: '⚠️ Координатор один: введённое им проверит уполномоченный орган.',
    unassigned: /Никому не назначено: 87 показателей\./,
    member: 'Член группы',
    city: 'Уральск',
    ecology: 'Экология',
    transport: 'Транспорт и логистика',
    whole: 'Вся сфера',
    goOn: 'Дальше',
    answers: 'Уральск (Экология)',
    assign: 'Назначить показатели',
    save: 'Сохранить',
    assigned: 'Отвечает за: Уральск (Экология, Транспорт и логистика).',
    endRole: 'Прекратить роль',
    ended: 'Роль прекращена: Айгүл Сәрсенова.',
    told: 'Ваша роль прекращена: член рабочей группы.',
    used: 'Приглашение уже использовано.',
    expired: 'Срок приглашения прошёл.',
    own: 'Это Ваше же приглашение.',
    unknown: 'Такого приглашения нет.',
    revoked: 'Приглашение отменено.',
    noRight: 'У Вас нет прав на это.',
    notFull: 'Нужны имя и фамилия',
    notLetters: 'В имени допустимы только буквы',
    tooLong: 'Сообщение слишком длинное',
    stale: 'Эта кнопка устарела.',
    revoke: 'Отменить приглашение',
    newLink: 'Новая ссылка',
    back: 'Назад',
    cancel: 'Отмена',
    name: /Напишите полное имя/,
    left: 'Приглашение не создано.',
  },
} as const;

/** No-break spaces read as plain ones. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function readLink(actor: Actor): string {
  const caption = actor.messages().findLast((message) => message.caption?.includes('start=inv_'))?.caption;
  return /start=(inv_[\w-]{32})/.exec(caption ?? '')?.[1] ?? 'no link';
}

/** Everything the bot has in the chat, for what may stand in any of its messages. */
const seen = (actor: Actor) =>
  plain(
    actor
      .messages()
      .filter(({ from }) => from === 'bot')
      .map(({ text, caption }) => text ?? caption ?? '')
      .join('\n'),
  );

function expectHealthy(town: Town, ...actors: Actor[]): void {
  expect(town.server.sandbox.calls.filter((call) => !call.ok)).toEqual([]);
  for (const actor of actors) {
    const text = seen(actor);
    expect(text).not.toMatch(/undefined|\bteam:|\berrors:|\[object/);
  }
}

describe.each(['kk', 'ru'] as const)('people with roles, in %s', async (language) => {
  const w = words[language];
  const town = await buildTown({ seed: language === 'kk' ? 1 : 2 });
  afterAll(() => town.close());
  const { db } = town.database;
  const administrator = town.person(900, language);
  const coordinator = town.person(1001, language);
  const member = town.person(1002, language);
  const stranger = town.person(1003, language);

  const presses: { actor: Actor; id: string }[] = [];
  async function answered(action: Promise<unknown>, actor: Actor): Promise<string> {
    const text = await town.after(action, actor);
    const done = await action;
    if (typeof done === 'object' && done !== null && 'id' in done && typeof done.id === 'string') {
      presses.push({ actor, id: done.id });
    }
    return plain(text);
  }
  const press = (actor: Actor, label: string | RegExp) => answered(actor.press(label), actor);
  const send = (actor: Actor, text: string) => answered(actor.send(text), actor);

  it('the administrator of the configuration invites the head of a group', async () => {
    await send(administrator, '/start');
    await press(administrator, w.language);
    expect(administrator.commands().map(({ command }) => command)).toContain('team');
    await send(administrator, '/team');
    await press(administrator, w.next);
    await press(administrator, w.invite);
    expect(administrator.keyboard().flat()).not.toContain(w.member);
    await press(administrator, w.coordinator);
    await press(administrator, w.place);
    expect(await press(administrator, w.head)).toMatch(w.name);
    expect(await send(administrator, 'Серік')).toContain(w.notFull);
    expect(await send(administrator, 'Серік <b>Ахметов</b>')).toContain(w.notLetters);
    expect(await send(administrator, `Серік ${'а'.repeat(2_500)}`)).toContain(w.tooLong);
    expect(await send(administrator, 'а'.repeat(4_000))).toContain(w.tooLong);
    await send(administrator, '  Серік   Ахметов ');
    const check = await send(administrator, 'Орынбасар <i>Б&Қ</i>');
    expect(check).toContain('Серік Ахметов, Орынбасар <i>Б&Қ</i>');
    expect(check).toContain(w.group);
    await press(administrator, w.create);
    expect(seen(administrator)).toContain(w.ready);
    expect(readLink(administrator)).toMatch(/^inv_/);
    expect(administrator.messages().at(-1)?.photo).toBeDefined();
  });

  it('who comes without a language, consents, and waits until confirmed', async () => {
    const link = readLink(administrator);
    const own = await send(administrator, `/start ${link}`);
    expect(own).toContain(w.own);
    const welcome = await send(coordinator, `/start ${link}`);
    expect(welcome).toContain('Сәлеметсіз бе!');
    await press(coordinator, w.language);
    expect(seen(coordinator)).toContain(w.invited);
    expect(await db.invitation.count({ where: { guestId: { not: null } } })).toBe(0);
    expect(await press(coordinator, w.consent)).toContain(w.waits);
    expect(coordinator.commands().map(({ command }) => command)).not.toContain('team');
    expect(await send(coordinator, '/team')).toContain(w.noRight);

    expect(seen(administrator)).toContain(w.question);
    expect(seen(administrator)).toContain('«Person 1001»');
    await press(administrator, w.yes);
    await town.settle();
    expect(plain(coordinator.messages().at(-1)?.text ?? '')).toContain(w.given);
    const commands = coordinator.commands().map(({ command }) => command);
    expect(commands).toEqual(expect.arrayContaining(['team', 'review', 'submit']));
    const person = await db.person.findFirstOrThrow({ where: { fullName: 'Серік Ахметов' } });
    expect(person.post).toBe('Орынбасар <i>Б&Қ</i>');
    expect(JSON.stringify(await db.invitation.findMany())).not.toContain('Person 1001');
  });

  it('the link works once: another person is refused, the same person is not confused', async () => {
    const link = readLink(administrator);
    await send(stranger, '/start');
    await press(stranger, w.language);
    expect(await send(stranger, `/start ${link}`)).toContain(w.used);
    expect(await send(coordinator, `/start ${link}`)).toContain(w.used);
    expect(await send(stranger, '/start inv_nonsense')).toContain(w.unknown);
    expect(await send(stranger, `/start inv_${'A'.repeat(32)}`)).toContain(w.unknown);
  });

  it('the coordinator sees the group with its gaps and invites a member', async () => {
    const team = await send(coordinator, '/team');
    expect(team).toContain(w.group);
    expect(team).toContain(w.lonely);
    expect(team).toMatch(w.unassigned);
    await press(coordinator, w.invite);
    expect(coordinator.keyboard().flat()).not.toContain(w.coordinator);
    await press(coordinator, w.member);
    await send(coordinator, 'Айгүл Сәрсенова');
    await send(coordinator, 'Бас маман');
    await press(coordinator, w.city);
    await press(coordinator, w.goOn);
    await press(coordinator, w.ecology);
    await press(coordinator, w.goOn);
    await press(coordinator, w.back);
    await press(coordinator, w.ecology);
    await press(coordinator, w.goOn);
    await press(coordinator, w.create);
    await send(member, `/start ${readLink(coordinator)}`);
    await press(member, w.language);
    await press(member, w.consent);
    await press(coordinator, w.yes);
    await town.settle();
    expect(seen(member)).toContain(w.givenMember);
    const commands = member.commands().map(({ command }) => command);
    expect(commands).toContain('submit');
    expect(commands).not.toContain('review');
    expect(await send(coordinator, '/team')).toContain(w.answers);
  });

  it('a callback forged from another group shows and does nothing', async () => {
    const other = await createPerson(db, {
      fullName: 'Бөтен Адам',
      roles: [{ role: 'member', workingGroupId: 'wg_abai' }],
    });
    const { id } = await db.roleGrant.findFirstOrThrow({ where: { personId: other.id } });
    const grant = id.toString(36);
    await send(coordinator, '/team');
    const messageId = coordinator.last().id;
    for (const data of [
      `1|tm.member|${grant}`,
      `1|tm.end|${grant}`,
      `1|tm.ended|${grant}`,
      `1|tm.assign|${grant}`,
      '1|tm.group|wg_abai|0',
      '1|tm.gaps|wg_abai|0',
      '1|tm.people|0',
      '1|tm.invite|wg_abai',
    ]) {
      const pressed = await coordinator.tap(messageId, data);
      await town.settle();
      expect(plain(coordinator.last().text ?? ''), data).toContain(w.noRight);
      expect(
        coordinator.callbackAnswers.some(({ callbackId }) => callbackId === pressed.id),
        data,
      ).toBe(true);
    }
    expect(seen(coordinator)).not.toContain('Бөтен Адам');
    expect((await db.roleGrant.findUniqueOrThrow({ where: { id } })).endsAt).toBeNull();
    const invitations = await db.invitation.count();
    for (const data of ['1|inv.yes|1', '1|inv.no|1', '1|inv.revoke|1', '1|inv.link|1', '1|inv.card|1']) {
      await answered(member.tap(member.last().id, data), member);
    }
    expect(await db.invitation.count()).toBe(invitations);
    expect(seen(member)).not.toContain('Серік Ахметов');
  });

  it('a forged city or sphere of an assignment is not taken', async () => {
    await send(coordinator, '/team');
    await press(coordinator, 'Айгүл Сәрсенова');
    await press(coordinator, w.assign);
    const { version } = await db.dialogue.findFirstOrThrow({ where: { kind: 'assign' } });
    const text = await answered(
      coordinator.tap(coordinator.last().id, `1|asg.city|semey|${version.toString(36)}`),
      coordinator,
    );
    expect(text).toContain('Айгүл Сәрсенова');
    expect(coordinator.keyboard().flat()).toContain(`✓ ${w.city}`);
    expect(await db.assignment.count({ where: { cityId: 'semey' } })).toBe(0);
  });

  it('assigns more, by a choice whose doubled tap does nothing', async () => {
    await press(coordinator, `✓ ${w.city}`);
    await press(coordinator, w.transport);
    await press(coordinator, w.whole);
    const before = coordinator.last();
    const data = before.inlineKeyboard?.flat().find(({ text }) => text === w.save)?.callbackData ?? '';
    await coordinator.tap(before.id, data);
    expect(await answered(coordinator.tap(before.id, data), coordinator)).not.toContain('undefined');
    await send(coordinator, '/team');
    expect(await press(coordinator, 'Айгүл Сәрсенова')).toContain(w.assigned);
    expect(await db.auditEvent.count({ where: { kind: 'assignment.changed' } })).toBe(1);
  });

  it('ends a role at once: the person is told and loses the commands', async () => {
    await press(coordinator, w.endRole);
    await press(coordinator, w.cancel);
    await press(coordinator, w.endRole);
    expect(await press(coordinator, w.endRole)).toContain(w.ended);
    await town.settle();
    expect(plain(member.messages().at(-1)?.text ?? '')).toContain(w.told);
    expect(member.commands().map(({ command }) => command)).not.toContain('submit');
    expect(await db.assignment.count({ where: { endsAt: null } })).toBe(0);
  });

  it('rejects whoever was not meant, revokes links, and gives new ones', async () => {
    const observer = town.person(1004, language);
    await send(observer, '/start');
    await press(observer, w.language);
    await invite('Дана Серік');
    const link = readLink(coordinator);
    await send(observer, `/start ${link}`);
    await press(observer, w.consent);
    await press(coordinator, w.no);
    await town.settle();
    expect(seen(observer)).toContain(w.rejected);

    await invite('Ерлан Бек');
    const lost = readLink(coordinator);
    await send(coordinator, '/team');
    await press(coordinator, /: 1$/);
    await press(coordinator, 'Ерлан Бек');
    await press(coordinator, w.newLink);
    expect(readLink(coordinator)).not.toBe(lost);
    expect(await send(observer, `/start ${lost}`)).toContain(w.unknown);
    await send(coordinator, '/team');
    await press(coordinator, /: 1$/);
    await press(coordinator, 'Ерлан Бек');
    await press(coordinator, w.revoke);
    expect(await send(observer, `/start ${readLink(coordinator)}`)).toContain(w.revoked);
  });

  async function invite(name: string): Promise<void> {
    await send(coordinator, '/team');
    await press(coordinator, w.invite);
    await press(coordinator, w.member);
    await send(coordinator, name);
    await send(coordinator, 'Бас маман');
    const all = coordinator.keyboard().at(-2)?.[0] ?? '';
    await press(coordinator, all);
    await press(coordinator, coordinator.keyboard().at(-2)?.[0] ?? '');
    await press(coordinator, w.create);
  }

  it('refuses an expired link, and forgets the name of a guest nobody decided on', async () => {
    await invite('Мәди Оспан');
    const expired = readLink(coordinator);
    await invite('Сәуле Нұр');
    await send(stranger, `/start ${readLink(coordinator)}`);
    await press(stranger, w.consent);
    expect(await db.invitation.count({ where: { guestName: 'Person 1003' } })).toBe(1);
    town.clock.advance(72 * hour);
    expect(await send(member, `/start ${expired}`)).toContain(w.expired);
    town.clock.advance(day);
    await town.app.tick();
    expect(await db.invitation.count({ where: { guestName: { not: null } } })).toBe(0);
  });

  it('keeps an unfinished invitation, shows it after a stale button, and drops it when left', async () => {
    await send(coordinator, '/team');
    await press(coordinator, w.invite);
    const old = coordinator.last();
    const data = old.inlineKeyboard?.flat().find(({ text }) => text === w.member)?.callbackData ?? '';
    await press(coordinator, w.member);
    await coordinator.tap(old.id, data);
    await town.settle();
    expect(plain(coordinator.callbackAnswers.at(-1)?.text ?? '')).toContain(w.stale);
    expect(plain(coordinator.last().text ?? '')).toMatch(w.name);
    await send(coordinator, '/rating');
    await send(coordinator, '/language');
    await press(coordinator, w.language);
    await press(coordinator, w.cancel);
    const { step } = await db.dialogue.findFirstOrThrow({
      where: { kind: 'invite', isActive: false, step: 'left' },
    });
    expect(step).toBe('left');
  });

  it('had no request refused and left no press unanswered', () => {
    expectHealthy(town, administrator, coordinator, member, stranger);
    expect(presses.length).toBeGreaterThan(40);
    const unanswered = presses.filter(
      ({ actor, id }) => !actor.callbackAnswers.some(({ callbackId }) => callbackId === id),
    );
    expect(unanswered).toEqual([]);
  });
});
