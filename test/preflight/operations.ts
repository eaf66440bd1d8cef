const raw = new WeakMap<object, object>();
const rawOf = (value: unknown): unknown => (typeof value === 'object' && value !== null ? (raw.get(value) ?? value) : value);

/** A value that counts what is read of it: each property, and each item of a collection. */
export class Counted<T extends object> {
  public readonly value: T;
  /** how much was read until now. */
  public reads = 0;
  private readonly proxies = new WeakMap<object, object>();

  constructor(value: T) {
    this.value = this.wrap(value);
  }

  private wrap<V>(value: V): V {
    if (typeof value !== 'object' || value === null || raw.has(value)) return value;
    const known = this.proxies.get(value);
    if (known) return known as V;
    const proxy = new Proxy(value, {
      get: (target, key, receiver) => this.read(target, key, receiver),
      ownKeys: (target) => {
        this.reads += 1;
        return Reflect.ownKeys(target);
      },
    });
    raw.set(proxy, value);
    this.proxies.set(value, proxy);
    return proxy;
  }

  private read(target: object, key: string | symbol, receiver: unknown): unknown {
    this.reads += 1;
    if (!(target instanceof Map || target instanceof Set)) return this.wrap(Reflect.get(target, key, receiver));
    const member: unknown = Reflect.get(target, key, target);
    if (typeof member !== 'function') return member;
    // built-in methods take the collection itself, and what it contains
    return (...given: unknown[]) => {
      const result: unknown = Reflect.apply(member, target, given.map(rawOf));
      return isIterator(result) ? this.items(result) : this.wrap(result);
    };
  }

  private *items(iterator: Iterable<unknown>): Generator<unknown> {
    for (const item of iterator) {
      this.reads += 1;
      yield Array.isArray(item) ? item.map((each) => this.wrap(each)) : this.wrap(item);
    }
  }
}

const isIterator = (value: unknown): value is Iterable<unknown> =>
  Object.prototype.toString.call(value) === '[object Map Iterator]' || Object.prototype.toString.call(value) === '[object Set Iterator]';
