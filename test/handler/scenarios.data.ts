import { Sketch } from './courses';

/** Updates of an app, by what happens to its objects. */
export const SCENARIOS: readonly { readonly name: string; readonly from: Sketch; readonly to: Sketch }[] = [
  { name: 'an object moves to another deployment', from: { A: 'x y', B: 'z' }, to: { A: 'x*', B: 'z y*' } },
  { name: 'two deployments swap objects', from: { A: 'x s', B: 'y t' }, to: { A: 'y* s', B: 'x* t' } },
  { name: 'objects go round between three deployments', from: { A: 'x', B: 'y', C: 'z' }, to: { A: 'z', B: 'x', C: 'y' } },
  { name: 'a deployment is split', from: { A: 'x y z' }, to: { A: 'x', B: 'y*', C: 'z' } },
  { name: 'deployments are merged', from: { A: 'x', B: 'y', C: 'z' }, to: { B: 'x* y* z*' } },
  { name: 'a deployment gets another name', from: { A: 'x y', C: 'z' }, to: { B: 'x y*', C: 'z' } },
  { name: 'an object is removed', from: { A: 'x y', B: 'z' }, to: { A: 'x', B: 'z' } },
  { name: 'a deployment is removed', from: { A: 'x', B: 'y z' }, to: { A: 'x' } },
  { name: 'the only deployment is removed', from: { A: 'x y' }, to: {} },
  { name: 'objects and a deployment are added', from: { A: 'x' }, to: { A: 'x y', B: 'z' } },
  { name: 'contents change', from: { A: 'x y', B: 'z' }, to: { A: 'x* y', B: 'z*' } },
  { name: 'everything moves to a new deployment', from: { A: 'x', B: 'y', C: 'z' }, to: { N: 'x* y* z' } },
  { name: 'two shards become three', from: { S0: 'o p q', S1: 'r s' }, to: { S00: 'o p*', S01: 'q', S1: 'r s t' } },
  { name: 'a deployment is emptied, another renamed, an object removed and another added', from: { A: 'x y', B: 'z w' }, to: { A: '', C: 'z* y* v' } },
];
