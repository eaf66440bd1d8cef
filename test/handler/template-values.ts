export type Fields = Readonly<Record<string, unknown>>;

const NOTHING = Symbol('AWS::NoValue');

/** Values of a template as a custom resource gets them: every scalar is a string, and AWS::NoValue omits. */
export function resolved(value: unknown, parameters: Fields, conditions: Readonly<Record<string, boolean>>): unknown {
  if (typeof value !== 'object' || value === null) return String(value);
  const each = (inner: unknown) => resolved(inner, parameters, conditions);
  if (Array.isArray(value)) return value.map(each).filter((item) => item !== NOTHING);
  const { Ref, 'Fn::If': choice, 'Fn::Join': join } = value as { Ref?: string; 'Fn::If'?: unknown[]; 'Fn::Join'?: [string, unknown[]] };
  if (Ref !== undefined) return Ref === 'AWS::NoValue' ? NOTHING : parameters[Ref];
  if (choice) return each(conditions[String(choice[0])] ? choice[1] : choice[2]);
  if (join) return (each(join[1]) as string[]).join(join[0]);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, each(inner)] as const)
      .filter(([, inner]) => inner !== NOTHING),
  );
}
