import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { Capacity } from './capacity.rules';
import { ClusterCapability } from './cluster-capability';
import {
  DeployedChart,
  Feature,
  Installation,
  ClusterModelData,
  Registration,
  WritableInventoryData,
  writableDataOf,
} from './cluster-model-data';
import { addDependenciesAtSynthesis } from './edges';
import { validateAppOf } from './validation';
import { covers, describeCapability, keyOf, CapabilityData } from '../catalog/capability.rules';
import { failOn, Problem } from '../errors/problems';

/** Why something outside of this app may be relied on. */
export interface ExternalDeclarationOptions {
  /** Why it is there although this app does not make it: who makes it, and where. At least one word. */
  readonly reason: string;
}

/**
 * All that a cluster provides and all that is required of it.
 *
 * From its match come the order of creation and deletion, and what is found wrong at synth.
 */
export class ClusterModel {
  /** The inventory of a cluster: one per cluster, also for an imported one. */
  static of(cluster: ICluster): ClusterModel {
    return new ClusterModel(writableDataOf(cluster));
  }

  private constructor(private readonly data: WritableInventoryData) {
    data.observedOnly = false;
    addDependenciesAtSynthesis(data);
    validateAppOf(data.cluster);
  }

  /** All of it, to read. @internal */
  public get _data(): ClusterModelData {
    return this.data;
  }

  /** Says that a construct provides things: what requires one of them is created after it and deleted before it. */
  provide(construct: IConstruct, ...things: ClusterCapability[]): void {
    this._provide(construct, ...things.map(({ _data }) => _data));
  }

  /** Registers capabilities on which a construct depends: it is created after their providers. */
  require(construct: IConstruct, ...things: ClusterCapability[]): void {
    this._require(construct, ...things.map(({ _data }) => _data));
  }

  /**
   * Declares a capability that exists outside of this app, so that it is not reported as missing.
   *
   * A declaration that nothing needs is listed in the summary.
   */
  declareExternal(thing: ClusterCapability, options: ExternalDeclarationOptions): void {
    this._external(thing._data, options.reason);
  }

  /** @internal */
  public _external(thing: CapabilityData, reason: string): void {
    failOn(
      this.data.cluster,
      '',
      this.tooLate(
        `ClusterModel.declareExternal of ${describeCapability(thing)}`,
        (without) => typeof without !== 'string' && covers(thing, without),
      ),
    );
    this.data.externalDeclarations.push({ thing, reason });
  }

  /** @internal */
  public _provide(construct: IConstruct, ...provides: CapabilityData[]): void {
    this.data.registrations.push({ construct, provides, requires: [] });
  }

  /** Who said that it provides a thing, so far. @internal */
  public _provider(thing: CapabilityData): IConstruct | undefined {
    return this._providers(thing)[0];
  }

  /** All of them. @internal */
  public _providers(thing: CapabilityData): IConstruct[] {
    const provides = provider(thing);
    return this.data.registrations.filter(provides).map(({ construct }) => construct);
  }

  /** The same for a construct that several parts make known. @internal */
  public _provideOnce(construct: IConstruct, thing: CapabilityData): void {
    if (!this._providers(thing).includes(construct)) this._provide(construct, thing);
  }

  /** @internal */
  public _require(construct: IConstruct, ...things: CapabilityData[]): void {
    this.data.registrations.push({ construct, provides: [], requires: things.map((capability) => ({ capability })) });
  }

  /** Another part of the app must provide the capabilities, before or after. @internal */
  public _requireUnordered(construct: IConstruct, ...things: CapabilityData[]): void {
    this.data.registrations.push({ construct, provides: [], requires: things.map((capability) => ({ capability, unordered: true })) });
  }

  /** Orders a construct after the providers of the capabilities, if the app has any. @internal */
  public _orderAfter(construct: IConstruct, ...things: CapabilityData[]): void {
    this.data.registrations.push({ construct, provides: [], requires: things.map((capability) => ({ capability, optional: true })) });
  }

  /** Whether a thing was declared to exist already. @internal */
  public _isExternal(thing: CapabilityData): boolean {
    return this.data.externalDeclarations.some((each) => covers(each.thing, thing));
  }

  /**
   * Says that a construct was created because the cluster has no such feature, or because no such thing is declared. A statement to the
   * contrary after that fails, so that the order of statements decides nothing. @internal
   */
  public _assumeWithout(without: Feature | CapabilityData, by: IConstruct): void {
    this.data.assumptions.push({ without, by });
  }

  /** What is wrong with a statement that gives the cluster a feature, if constructs were created without it. @internal */
  public _tooLate(feature: Feature, statement: string): Problem[] {
    return this.tooLate(statement, (without) => without === feature);
  }

  private tooLate(statement: string, contradicts: (without: Feature | CapabilityData) => boolean): Problem[] {
    const paths = this.data.assumptions.filter(({ without }) => contradicts(without)).map(({ by }) => by.node.path);
    return paths.length === 0
      ? []
      : [
          {
            finding: `${statement} is called after ${[...new Set(paths)].join(', ')} was created`,
            constraint: 'it must be called first, because constructs that were created before it do not take it into account',
            remediation: `Move the call before ${paths[0]}`,
          },
        ];
  }

  /** Sets the literal name of the cluster. @internal */
  public _named(clusterName: string): void {
    this.data.clusterName = clusterName;
  }

  /** Says that something of the cluster uses a feature. @internal */
  public _use(feature: Feature, by: IConstruct): void {
    this.data.features.set(feature, [...(this.data.features.get(feature) ?? []), by]);
  }

  /** Whether anything uses a feature, or the app says that the cluster has it. @internal */
  public _uses(feature: Feature): boolean {
    return this.data.features.has(feature);
  }

  /** Says what installs something that a cluster has once. @internal */
  public _install(what: Installation, by: IConstruct): void {
    this.data.installations.set(what, by);
  }

  /** What installs it, so far. @internal */
  public _installed(what: Installation): IConstruct | undefined {
    return this.data.installations.get(what);
  }

  /** The access entry of the role of nodes, created by the first that asks. @internal */
  public _nodeEntry(principal: string, make: () => IConstruct): IConstruct {
    return oneFor(this.data.nodeAccessEntries, principal, make);
  }

  /** The access entry of any other principal, created by the first that asks. @internal */
  public _accessEntry(principal: string, make: () => IConstruct): IConstruct {
    return oneFor(this.data.accessEntries, principal, make);
  }

  /** Says what nodes offer to pods. @internal */
  public _offer(capacity: () => readonly Capacity[]): void {
    this.data.capacity.push(capacity);
  }

  /** Says that a user gave the figures of an instance type. @internal */
  public _givenInstanceType(name: string): void {
    this.data.customInstanceTypes.add(name);
  }

  /** Says that a chart is deployed to the cluster. @internal */
  public _deploy(chart: DeployedChart): void {
    this.data.deployedCharts.push(chart);
  }
}

function provider(thing: CapabilityData): (registration: Registration) => boolean {
  const key = keyOf(thing);
  return ({ provides }) => provides.some((provided) => keyOf(provided) === key);
}

function oneFor(known: Map<string, IConstruct>, key: string, make: () => IConstruct): IConstruct {
  const existing = known.get(key);
  if (existing) return existing;
  const made = make();
  known.set(key, made);
  return made;
}
