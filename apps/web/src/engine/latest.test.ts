import { expect, test } from 'vitest';
import { latestOnly } from './latest.ts';

test('V30 a moving slider is answered for the position it has reached, not for those it has left', async () => {
  const asked: number[] = [];
  const answered: number[] = [];
  const answers: (() => void)[] = [];
  const send = latestOnly(
    (value: number) => {
      asked.push(value);
      return new Promise<number>((resolve) => answers.push(() => resolve(value * 10)));
    },
    (answer) => answered.push(answer),
    () => {},
  );
  for (const value of [1, 2, 3, 4]) send(value);
  expect(asked).toEqual([1]);
  answers[0]();
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toEqual([1, 4]);
  answers[1]();
  await new Promise((resolve) => setTimeout(resolve));
  expect(answered).toEqual([10, 40]);
});

test('V30 a failed answer does not hold up the next', async () => {
  const errors: unknown[] = [];
  const answered: number[] = [];
  const send = latestOnly(
    async (value: number) => {
      if (value === 1) throw new Error('no');
      return value;
    },
    (answer) => answered.push(answer),
    (error) => errors.push(error),
  );
  send(1);
  send(2);
  await new Promise((resolve) => setTimeout(resolve));
  expect(errors).toHaveLength(1);
  expect(answered).toEqual([2]);
});
