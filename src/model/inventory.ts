import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { orderByMatch } from './edges';
import { InventoryData, inventoryDataOf } from './inventory-data';
import { Thing } from './thing';
import { tellWatchers } from './watchers';
import { keyOf, ThingData } from '../catalog/thing.rules';

/** Why something outside of this app may be relied on. */
export interface ExternalOptions {
  /** Why it is there although this app does not make it: who makes it, and where. At least one word. */
  readonly reason: string;
}

/**
 * All that a cluster provides and all that is required of it.
 *
 * From its match come the order of creation and deletion, and what is found wrong at synth.
 */
export class Inventory {
  /** The inventory of a cluster: one per cluster, also for an imported one. */
  static of(cluster: ICluster): Inventory {
    return new Inventory(inventoryDataOf(cluster));
  }

  /** @internal */
  public readonly _data: InventoryData;

  private constructor(data: InventoryData) {
    this._data = data;
    orderByMatch(data);
    tellWatchers(data);
  }

  /** Says that a construct provides things: what requires one of them is created after it and deleted before it. */
  provide(construct: IConstruct, ...things: Thing[]): void {
    this._provide(construct, ...things.map(({ _data }) => _data));
  }

  /** Says that a construct cannot work without things: it is created after whoever provides them. */
  require(construct: IConstruct, ...things: Thing[]): void {
    this._require(construct, ...things.map(({ _data }) => _data));
  }

  /**
   * Declares that something exists although this app does not make it, so that nobody reports it missing.
   *
   * A declaration that nothing needs is listed in the summary.
   */
  external(thing: Thing, options: ExternalOptions): void {
    this._data.external.push({ thing: thing._data, reason: options.reason });
  }

  /** @internal */
  public _provide(construct: IConstruct, ...provides: ThingData[]): void {
    this._data.registrations.push({ construct, provides, requires: [] });
  }

  /** Who said that it provides a thing, so far. @internal */
  public _provider(thing: ThingData): IConstruct | undefined {
    return this._data.registrations.find(({ provides }) => provides.some((provided) => keyOf(provided) === keyOf(thing)))?.construct;
  }

  /** The same for a construct that several parts make known. @internal */
  public _provideOnce(construct: IConstruct, thing: ThingData): void {
    const known = this._data.registrations.some(
      (each) => each.construct === construct && each.provides.some((provided) => keyOf(provided) === keyOf(thing)),
    );
    if (!known) this._provide(construct, thing);
  }

  /** @internal */
  public _require(construct: IConstruct, ...things: ThingData[]): void {
    this._data.registrations.push({ construct, provides: [], requires: things.map((thing) => ({ thing })) });
  }

  /** Somebody must provide the things, before or after. @internal */
  public _expect(construct: IConstruct, ...things: ThingData[]): void {
    this._data.registrations.push({ construct, provides: [], requires: things.map((thing) => ({ thing, unordered: true })) });
  }

  /** Comes after whoever provides the things, if anybody does. @internal */
  public _follow(construct: IConstruct, ...things: ThingData[]): void {
    this._data.registrations.push({ construct, provides: [], requires: things.map((thing) => ({ thing, optional: true })) });
  }
}
