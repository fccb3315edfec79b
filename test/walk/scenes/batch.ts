import type { Scene } from '../stage.ts';

const file = { fileName: 'values.xlsx', mimeType: 'application/octet-stream' };

/** Many values at once: by lines, as the file that a member would fill cannot be filled on a stage. */
export const batchScenes: readonly Scene[] = [
  {
    name: 'many values come at once: taken, explained, refused, sent again',
    async play(stage) {
      const [member, citizen] = [stage.as(1103), stage.as(1001)];
      await member.forge('bat.open');
      await member.press('bat.file');
      stage.saw('listTemplateRows: rows');
      await member.sendDocument(new Uint8Array([0x4d, 0x5a, 0, 0]), file);
      await member.say('UTL-07 12\nUTL-04 70\nUTL-02 130\nXXX-01 5');
      stage.saw('startBatch: started');
      stage.saw('readBatch: batch');
      await member.press('bat.page', 'refused');
      await member.press('bat.ask');
      await member.press('bat.why', 'realChange');
      await member.press('bat.send');
      stage.saw('sendBatch: sent');
      await member.press('bat.left');
      await member.forge('bat.send');
      stage.saw('sendBatch: nothingToSend');
      await member.press('bat.rest');
      stage.saw('listTemplateRows: rows');
      await member.press('bat.drop');
      await member.say('UTL-05 1,234\nXXX-01 5');
      await member.forge('bat.read', 1, '12');
      stage.saw('chooseReading: notOffered');
      await member.press('bat.read', 1, '1.2');
      stage.saw('chooseReading: chosen');
      await member.press('bat.drop');
      await member.say('XXX-01 5');
      await member.press('bat.rest');
      stage.saw('listTemplateRows: nothingOwed');
      await member.press('bat.drop');
      await citizen.forge('bat.file');
      stage.saw('listTemplateRows: noRight');
    },
  },
];
