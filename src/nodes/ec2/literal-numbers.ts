import { Token } from 'aws-cdk-lib';

/** Numbers that are known at synth, without tokens. */
export function literalNumbers<K extends string>(numbers: Record<K, number | undefined>): Partial<Record<K, number>> {
  return Object.fromEntries(Object.entries(numbers).filter(([, each]) => each !== undefined && !Token.isUnresolved(each))) as Partial<
    Record<K, number>
  >;
}
