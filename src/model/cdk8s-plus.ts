import type * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';

/** cdk8s-plus-27, loaded at its first use: an app whose charts do not use it loads none of its files. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
export const cdk8sPlus = (): typeof kplus => require('cdk8s-plus-27') as typeof kplus;

/** A reference of cdk8s-plus in a scope: it is created by the first call. References are constructs without an object. */
export const onceIn = <T extends IConstruct>(scope: IConstruct, id: string, create: (id: string) => T): T =>
  (scope.node.tryFindChild(id) as T | undefined) ?? create(id);
