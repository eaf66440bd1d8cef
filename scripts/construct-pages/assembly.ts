import * as fs from 'fs';

/** What jsii says of a member, a parameter or a type. */
export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly see?: string;
  readonly example?: string;
  readonly deprecated?: string;
}

/** A reference to a type. */
export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
}

/** A property or a prop. */
export interface Property {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly docs?: Docs;
}

/** A parameter of a method. */
export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly docs?: Docs;
}

/** A method, a factory or a constructor. */
export interface Method {
  readonly name: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly returns?: { readonly type: TypeReference };
  readonly docs?: Docs;
}

/** A class, a struct, an interface or an enum of the assembly. */
export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: { readonly parameters?: readonly Parameter[] };
  readonly properties?: readonly Property[];
  readonly methods?: readonly Method[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
  readonly locationInModule: { readonly filename: string; readonly line: number };
  readonly docs?: Docs;
}

/** The public API of the package, as jsii describes it. */
export class Assembly {
  /** The assembly of a package that is compiled. */
  static read(file: string): Assembly {
    const { types } = JSON.parse(fs.readFileSync(file, 'utf8')) as { types: Record<string, Type> };
    return new Assembly(
      Object.values(types)
        .map(publicPart)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }

  private readonly byFqn: ReadonlyMap<string, Type>;

  constructor(public readonly types: readonly Type[]) {
    this.byFqn = new Map(types.map((type) => [type.fqn, type]));
  }

  /** A type of this package; nothing for one of another package. */
  type(fqn: string | undefined): Type | undefined {
    return fqn === undefined ? undefined : this.byFqn.get(fqn);
  }

  /** All constructs that users create. */
  get constructs(): readonly Type[] {
    return this.types.filter((type) => this.isConstruct(type));
  }

  /** The folders of src that have public types, in alphabetical order. */
  get modules(): readonly string[] {
    return [...new Set(this.types.map(moduleOf))].sort();
  }

  /** Whether users create it in a scope. */
  isConstruct(type: Type): boolean {
    const [scope] = this.constructorOf(type);
    return type.kind === 'class' && !type.abstract && scope?.type.fqn === 'constructs.Construct';
  }

  /** The props of a construct. */
  propsOf(construct: Type): Type | undefined {
    return this.type(this.constructorOf(construct)[2]?.type.fqn);
  }

  /** A struct and all that it inherits from, the struct itself first. */
  withInherited(struct: Type): readonly Type[] {
    const inherited = (struct.interfaces ?? []).map((fqn) => this.type(fqn)).filter((type): type is Type => type !== undefined);
    return [...new Set([struct, ...inherited.flatMap((type) => this.withInherited(type))])];
  }

  /** A class and the classes of this package that it extends, the class itself first. */
  withBases(type: Type): readonly Type[] {
    const base = this.type(type.base);
    return base ? [type, ...this.withBases(base)] : [type];
  }

  /** The class of another package that a class extends in the end. */
  foreignBase(type: Type): string | undefined {
    return this.withBases(type).at(-1)!.base;
  }

  /** All types of this package that a type names in its members. */
  named(type: Type): readonly Type[] {
    const methods = [...(type.methods ?? []), { name: 'new', parameters: this.constructorOf(type) } as Method];
    const references = [
      ...(type.properties ?? []).map((property) => property.type),
      ...methods.flatMap(({ parameters = [] }) => parameters.map((parameter) => parameter.type)),
      ...methods.flatMap(({ returns }) => (returns ? [returns.type] : [])),
    ];
    return [...references.flatMap(fqnsIn), ...(type.interfaces ?? []), ...(type.base ? [type.base] : [])]
      .map((fqn) => this.type(fqn))
      .filter((each): each is Type => each !== undefined);
  }

  private constructorOf(type: Type): readonly Parameter[] {
    return this.withBases(type).find(({ initializer }) => initializer?.parameters)?.initializer?.parameters ?? [];
  }
}

/** The module of a type: the first folder below src. */
export const moduleOf = (type: Type): string => type.locationInModule.filename.split('/')[1];

function publicPart(type: Type): Type {
  const visible = (member: { readonly protected?: boolean }): boolean => !member.protected;
  return { ...type, properties: type.properties?.filter(visible), methods: type.methods?.filter(visible) };
}

function fqnsIn({ fqn, collection, union }: TypeReference): readonly string[] {
  if (fqn !== undefined) return [fqn];
  return collection ? fqnsIn(collection.elementtype) : (union?.types ?? []).flatMap(fqnsIn);
}
