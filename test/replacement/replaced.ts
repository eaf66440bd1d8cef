import { CREATE_ONLY } from './create-only.data';
import { Json } from '../harness';

const at = (value: any, path: string): unknown => path.split('.').reduce((each, key) => each?.[key], value);

/** Logical ids of what an update would replace or remove, in the first template; what refers to something replaced changes with it. */
export function replaced(before: Json, after: Json): { replaced: string[]; removed: string[]; unknownTypes: string[] } {
  const [old, now] = [before.Resources as Json, after.Resources as Json];
  const both = Object.keys(old).filter((id) => now[id]);
  const gone = new Set<string>();
  const changes = (id: string, path: string): boolean => {
    const [a, b] = [JSON.stringify(at(old[id].Properties, path)), JSON.stringify(at(now[id].Properties, path))];
    return a !== b || [...gone].some((each) => a?.includes(`"${each}"`));
  };
  for (let size = -1; size !== gone.size;) {
    size = gone.size;
    both
      .filter(
        (id) => !gone.has(id) && (old[id].Type !== now[id].Type || (CREATE_ONLY[old[id].Type] ?? []).some((path) => changes(id, path))),
      )
      .forEach((id) => gone.add(id));
  }
  return {
    replaced: [...gone].sort(),
    removed: Object.keys(old).filter((id) => !now[id]),
    unknownTypes: [...new Set(Object.values(now).map(({ Type }) => Type as string))].filter((type) => !(type in CREATE_ONLY)),
  };
}
