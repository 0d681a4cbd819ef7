import type { Scenario } from '../scenario.ts';
import { CLOUD_MISCONFIGURATION } from './cloud-misconfiguration.ts';
import { INSIDER } from './insider.ts';
import { LOST_DEVICE } from './lost-device.ts';
import { MIS_SENT_MAIL } from './mis-sent-mail.ts';
import { PROCESSOR_BREACH } from './processor-breach.ts';
import { RANSOMWARE } from './ransomware.ts';

/** The six scenarios (訓練の筋書き). */
export const SCENARIOS: readonly Scenario[] = [
  MIS_SENT_MAIL,
  CLOUD_MISCONFIGURATION,
  PROCESSOR_BREACH,
  RANSOMWARE,
  INSIDER,
  LOST_DEVICE,
];
