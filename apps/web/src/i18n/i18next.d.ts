import type account from './areas/account.ja.ts';
import type caseRoom from './areas/case-room.ja.ts';
import type cases from './areas/cases.ja.ts';
import type contracts from './areas/contracts.ja.ts';
import type controls from './areas/controls.ja.ts';
import type drills from './areas/drills.ja.ts';
import type estimate from './areas/estimate.ja.ts';
import type expert from './areas/expert.ja.ts';
import type home from './areas/home.ja.ts';
import type insurance from './areas/insurance.ja.ts';
import type parts from './areas/parts.ja.ts';
import type questions from './areas/questions.ja.ts';
import type register from './areas/register.ja.ts';
import type response from './areas/response.ja.ts';
import type round from './areas/round.ja.ts';
import type settings from './areas/settings.ja.ts';
import type shell from './areas/shell.ja.ts';

// A key that no text answers to does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: {
      account: typeof account;
      'case-room': typeof caseRoom;
      cases: typeof cases;
      contracts: typeof contracts;
      controls: typeof controls;
      drills: typeof drills;
      estimate: typeof estimate;
      expert: typeof expert;
      home: typeof home;
      insurance: typeof insurance;
      parts: typeof parts;
      questions: typeof questions;
      register: typeof register;
      response: typeof response;
      round: typeof round;
      settings: typeof settings;
      shell: typeof shell;
    };
  }
}
