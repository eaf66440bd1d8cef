import { Assembly, moduleOf, Type } from './assembly';

/** The folder of all pages, from the root of the repository. */
export const FOLDER = 'docs/constructs';

/** The file name of a construct's page: `ManagedNodes` has managed-nodes.md. */
export const pageName = (name: string): string => `${name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}.md`;

/** The page on which each type is documented, from the root of the repository. */
export class Homes {
  private readonly homes = new Map<string, string>();

  constructor(private readonly assembly: Assembly) {
    const { constructs } = assembly;
    const shown = new Map(constructs.map((construct) => [construct, new Set(this.inline(construct))]));
    const reached = new Map(constructs.map((construct) => [construct, this.reachedFrom(construct, shown)]));
    for (const type of assembly.types) {
      this.homes.set(type.fqn, assembly.isConstruct(type) ? this.pageOf(type) : this.homeOf(type, shown, reached));
    }
  }

  /** The page of a construct. */
  pageOf(construct: Type): string {
    return `${FOLDER}/${moduleOf(construct)}/${pageName(construct.name)}`;
  }

  /** The page of what several constructs of a module use. */
  typesPageOf(module: string): string {
    return `${FOLDER}/${module}/types.md`;
  }

  /** Where a type is documented. */
  of(type: Type): string {
    return this.homes.get(type.fqn)!;
  }

  /** Structs that the page of a construct shows as its props. */
  inline(construct: Type): readonly Type[] {
    const props = this.assembly.propsOf(construct);
    return props ? this.assembly.withInherited(props) : [];
  }

  /** What a page documents beside the construct itself and its props. */
  typesOn(page: string): readonly Type[] {
    const shown = new Set(this.assembly.constructs.flatMap((construct) => this.inline(construct)));
    return this.assembly.types.filter((type) => this.of(type) === page && !shown.has(type) && !this.assembly.isConstruct(type));
  }

  private homeOf(type: Type, shown: ReadonlyMap<Type, ReadonlySet<Type>>, reached: ReadonlyMap<Type, ReadonlySet<Type>>): string {
    const showing = constructsWith(type, shown);
    if (showing.length > 0) return this.pageOf(showing.find((construct) => moduleOf(construct) === moduleOf(type)) ?? showing[0]);
    const users = constructsWith(type, reached);
    return users.length === 1 && moduleOf(users[0]) === moduleOf(type) ? this.pageOf(users[0]) : this.typesPageOf(moduleOf(type));
  }

  /** All that a construct uses; what only the props of another construct name is of that one. */
  private reachedFrom(construct: Type, shown: ReadonlyMap<Type, ReadonlySet<Type>>): ReadonlySet<Type> {
    const ofOthers = (type: Type): boolean => !shown.get(construct)!.has(type) && constructsWith(type, shown).length > 0;
    const reached = new Set<Type>();
    const open = [construct];
    for (let type = open.pop(); type; type = open.pop()) {
      const further = this.assembly.named(type).filter((each) => !reached.has(each) && !this.assembly.isConstruct(each) && !ofOthers(each));
      further.forEach((each) => reached.add(each));
      open.push(...further);
    }
    return reached;
  }
}

const constructsWith = (type: Type, types: ReadonlyMap<Type, ReadonlySet<Type>>): readonly Type[] =>
  [...types].filter(([, each]) => each.has(type)).map(([construct]) => construct);
