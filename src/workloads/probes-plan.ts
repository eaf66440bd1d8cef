import { ContainerProbes } from './container-probe';
import { ProbesPlan } from './pod-plan';

/** Probes as Kubernetes writes them, those that are given before those that a workload has by itself. */
export const probesPlan = ({ readiness, liveness, startup }: ContainerProbes = {}, own: ProbesPlan = {}): ProbesPlan => ({
  readiness: readiness?._probe ?? own.readiness,
  liveness: liveness?._probe ?? own.liveness,
  startup: startup?._probe ?? own.startup,
});
