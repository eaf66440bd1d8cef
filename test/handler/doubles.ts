import * as fs from 'fs';
import * as path from 'path';
import { leavePending } from './charts';
import { ClusterModel } from './cluster-model';
import { HelmModel } from './helm-model';
import { RealWorld } from './real-world';
import { ApiKubernetes } from '../../src/handler/api-kubernetes';
import { Invocation } from '../../src/handler/custom-resource-request';
import { Helm } from '../../src/handler/helm';
import { HelmCli } from '../../src/handler/helm-cli';
import { Kubernetes } from '../../src/handler/kubernetes';
import { KubernetesObject } from '../../src/kubernetes/kubernetes-object.rules';

/** A cluster that a case is played on: in memory, or the real programs against the API server of the tests. */
export interface Double {
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  /** Creates an object of another owner in the cluster. */
  put(object: KubernetesObject): void;
  /** Keeps an object from going, as a finalizer does, or lets it go. */
  hold(kind: string, title: string, held: boolean): void;
  /** Lets controllers and the garbage collector work. */
  settle(): Promise<void>;
  /** Leaves a release as a Helm does that was killed. */
  interrupt(release: string): Promise<void>;
  stop(): Promise<void>;
}

const nothing = (): void => undefined;
const run: Invocation = {
  clock: { now: () => Date.now(), sleep: async () => undefined },
  deadline: Date.now() + 3_600_000,
  log: nothing,
  logForFailure: nothing,
};

/** The model that the courses of CloudFormation are played on. */
export async function inMemory(): Promise<Double> {
  const cluster = new ClusterModel();
  const held = new Set<string>();
  cluster.isHeld = ({ kind, metadata }) => held.has(`${kind} ${metadata?.namespace}/${metadata?.name}`);
  const helm = new HelmModel(cluster);
  return {
    kubernetes: cluster,
    helm,
    put: (object) => cluster.put(object, 'kubectl-edit'),
    hold: (kind, title, holds) => void (holds ? held.add(`${kind} ${title}`) : held.delete(`${kind} ${title}`)),
    settle: () => cluster.clock.sleep(60_000),
    interrupt: async (release) => helm.interrupt({ release, namespace: 'shop' }),
    stop: async () => undefined,
  };
}

/** kubectl and Helm of the layer. */
export async function realPrograms(): Promise<Double> {
  const world = await RealWorld.start();
  const {
    server: { store },
    config,
  } = world;
  store.put({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true, storage: true }],
    },
  });
  store.settle();
  const programs = { path: world.path, home: world.home };
  const kubernetes = new ApiKubernetes(run, config);
  const chart = path.join(world.home, 'objects');
  fs.mkdirSync(path.join(chart, 'templates'), { recursive: true });
  fs.writeFileSync(path.join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: objects\nversion: 1.0.0\n');
  fs.writeFileSync(path.join(chart, 'templates/all.yaml'), '{{- range .Values.objects }}\n---\n{{ toYaml . }}\n{{- end }}\n');
  return {
    kubernetes,
    helm: new HelmCli(run, config, programs, { kubernetes, fetchChart: async () => chart, registryCredentials: async () => undefined }),
    put: (object) => void store.put(object),
    hold: (kind, title, holds) => {
      store.find(kind, title)!.metadata.finalizers = holds ? ['example.com/held'] : [];
    },
    settle: async () => {
      for (let round = 0; round < 3; round++) store.settle();
    },
    interrupt: async (release) => leavePending(world, release),
    stop: () => world.stop(),
  };
}
