import { FIELD, KEY } from '../programme.ts';
import { withAmount } from './amounts.ts';
import { inSet, whenTakes } from './conditions.ts';
import { addTo, type Event, eachLine, type Lines, scaleLine } from './event.ts';
import { eachGroup } from './groups.ts';
import { double, type Scene, setDouble } from './scene.ts';

/** Remembers the sum of the lines of the set. */
export function mark(scene: Scene, step: number, lines: Lines): void {
  const { c, context } = scene;
  const sum = c.variable('d', c.f64(0));
  eachLine(scene, lines, (line) =>
    c.when(inSet(scene, context.programme.code[step + FIELD.set], line), () =>
      addTo(c, sum, double(scene, 'current', line)),
    ),
  );
  c.store('d', { base: context.places.marked }, sum);
}

/** Defence costs in proportion: scaled by what is paid of the damages over what was asked. */
export function inProportion(scene: Scene, step: number, lines: Lines): void {
  const { c, context } = scene;
  const { code } = context.programme;
  const damages = code[step + FIELD.second];
  const sinceMark = code[step + FIELD.mode] === 1;
  const asked = c.variable('d', sinceMark ? c.load('d', { base: context.places.marked }) : c.f64(0));
  const given = c.variable('d', c.f64(0));
  eachLine(scene, lines, (line) =>
    c.when(inSet(scene, damages, line), () => {
      if (!sinceMark) addTo(c, asked, double(scene, 'left', line));
      addTo(c, given, double(scene, 'current', line));
    }),
  );
  const scales = c.op('i32.and', c.op('f64.gt', asked, c.f64(0)), c.op('f64.lt', given, asked));
  c.when(scales, () => {
    const share = c.op('f64.div', given, asked);
    eachLine(scene, lines, (line) => whenTakes(scene, step, line, () => scaleLine(scene, line, share)));
  });
}

/** Fills the penalty line of each partner who claims damages. */
export function penalty(scene: Scene, step: number, here: Event): void {
  const { c, context } = scene;
  const { code } = context.programme;
  const target = code[step + FIELD.second];
  const besides = code[step + FIELD.mode] === 1;
  eachGroup(scene, KEY.partner, here, (group) => {
    const damages = c.variable('d', c.f64(0));
    eachLine(scene, group, (line) =>
      whenTakes(scene, step, line, () => addTo(c, damages, double(scene, 'left', line))),
    );
    c.when(c.op('f64.gt', damages, c.f64(0)), () =>
      withAmount(scene, step, here.event, group.first, (single) => {
        const weighted = c.op('f64.mul', single, double(scene, 'weight', group.first));
        const amount = c.op('f64.min', c.f64(context.places.mostLine), weighted);
        const fill = besides ? amount : c.op('f64.max', c.f64(0), c.op('f64.sub', amount, damages));
        eachLine(scene, group, (line) =>
          c.when(inSet(scene, target, line), () => setDouble(scene, 'left', line, fill)),
        );
      }),
    );
  });
}
