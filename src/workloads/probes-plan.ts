import { ContainerProbes } from './container-probe';
import { ProbesPlan } from './pod-plan';

/** Fields of the probes of a container; those that are given replace the defaults of the workload. */
export const probesPlan = ({ readiness, liveness, startup }: ContainerProbes = {}, own: ProbesPlan = {}): ProbesPlan => ({
  readiness: readiness?._probe ?? own.readiness,
  liveness: liveness?._probe ?? own.liveness,
  startup: startup?._probe ?? own.startup,
});
