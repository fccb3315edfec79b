import { expectThat } from '../person.ts';
import type { Scene } from '../stage.ts';

/** A citizen follows an initiative: that is kept, so consent is asked first. */
export const follow: Scene = {
  title: 'A citizen consents and follows an initiative',
  async begin(stage) {
    await stage.wait(3);
  },
  async play({ citizen }) {
    const { t } = citizen;
    await citizen.writes('/initiatives');
    await citizen.presses('1');
    await citizen.presses(t.plain('initiatives:button.follow'));
    await citizen.sees('123456789012', '/privacy');
    await citizen.presses(t.plain('privacy:button.agree'));
    await citizen.sees(t.plain('initiatives:card.demo'));
    await citizen.writes('/my');
    await citizen.presses(t.plain('my:button.follows'));
    await citizen.sees(t.plain('my:follows', { count: 1 }));
  },
};

/** Months later the citizen writes about it; the phone number is hidden before anything is sent. */
export const feedback: Scene = {
  title: 'The citizen writes about the initiative',
  async begin(stage) {
    await stage.wait(60);
  },
  async play({ citizen, coordinator, script, memory }) {
    const { t } = citizen;
    await citizen.writes('/initiatives');
    await citizen.presses('1');
    await citizen.presses(t.plain('menu:button.feedback'));
    await citizen.sees('1–5');
    await citizen.presses('3');
    await citizen.writes(script.feedback.text);
    const preview = await citizen.sees(
      t.plain('feedback:preview'),
      t.plain('feedback:hidden.phone').slice(1),
    );
    expectThat(!preview.includes('701'), citizen, 'should see the phone number hidden', preview);
    await citizen.presses(t.plain('common:button.send'));
    const receipt = await citizen.sees(/№ \d{6}/);
    memory.set('number', /№\s(\d{6})/.exec(receipt)?.[1] ?? '');
    await coordinator.sees(
      memory.get('number') ?? '',
      t.plain('answers:new', { number: '', target: '' }).slice(0, 5),
    );
  },
};

/** The coordinator takes it up and answers; the author reads the answer and nobody learns who they are. */
export const answer: Scene = {
  title: 'The coordinator answers, and the author reads it',
  async begin(stage) {
    await stage.wait(90);
  },
  async play({ citizen, coordinator, script, memory }) {
    const { t } = coordinator;
    await coordinator.presses(t.plain('answers:button.open'));
    const card = await coordinator.sees(memory.get('number') ?? '', t.plain('states:feedback.received'));
    expectThat(!card.includes(citizen.name), coordinator, 'should not see who wrote', card);
    await coordinator.presses(t.plain('answers:button.take'));
    await coordinator.presses(t.plain('answers:button.answer'));
    await coordinator.sees(t.plain('answers:askFirstHint'));
    await coordinator.writes(script.feedback.answer);
    await coordinator.presses(t.plain('common:button.skip'));
    await coordinator.presses(t.plain('common:button.send'));
    await coordinator.sees(memory.get('number') ?? '', '✅');
    await citizen.sees(script.feedback.answer, memory.get('number') ?? '');
    await citizen.writes('/my');
    await citizen.sees(memory.get('number') ?? '', t.plain('states:feedback.answered'));
  },
};
