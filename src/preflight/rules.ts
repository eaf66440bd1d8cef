import { Rule } from './rule';
import { appMesh } from './rules/app-mesh.rules';
import { awaitedObjectMissing } from './rules/awaited-object-missing.rules';
import { builtInTwice } from './rules/built-in-twice.rules';
import { defaultClasses } from './rules/default-classes.rules';
import { duplicateObject } from './rules/duplicate-object.rules';
import { ebsOnFargate } from './rules/ebs-on-fargate.rules';
import { fargateSize } from './rules/fargate-size.rules';
import { groupWithoutPermissions } from './rules/group-without-permissions.rules';
import { imagePlatform, imageUser } from './rules/image-runs.rules';
import { ingressClassMissing } from './rules/ingress-class-missing.rules';
import { keptFileSystem } from './rules/kept-file-system.rules';
import { kindMissing } from './rules/kind-missing.rules';
import { loadBalancerSubnets } from './rules/load-balancer-subnets.rules';
import {
  albGroups, albListeners, albRules, autoModeAnnotations, controllerMissing, deletionProtection, instanceTargets,
} from './rules/load-balancers.rules';
import { noAdministrator } from './rules/no-administrator.rules';
import { apiUnreachable, chartUnreachable, dnsUnreachable, imageUnreachable } from './rules/no-internet.rules';
import { podIdentityAgentMissing, podIdentityUnsupported } from './rules/pod-identity.rules';
import { podNetworkMissing } from './rules/pod-network-missing.rules';
import { podSecurityGroupNodes } from './rules/pod-security-group-nodes.rules';
import { quotaExceeded } from './rules/quotas.rules';
import { readWriteManyOnEbs } from './rules/read-write-many-on-ebs.rules';
import { secretInTemplate } from './rules/secret-in-template.rules';
import { serviceAccountMissing } from './rules/service-account-missing.rules';
import { storageClassMissing } from './rules/storage-class-missing.rules';
import { storageUnmountable } from './rules/storage-unmountable.rules';
import { subnetExhausted } from './rules/subnet-exhausted.rules';
import { subnetsUntagged } from './rules/subnets-untagged.rules';

/** All rules, in the order in which they are reported. */
export const RULES: readonly Rule[] = [
  noAdministrator, podNetworkMissing, storageClassMissing, ingressClassMissing, serviceAccountMissing, kindMissing, awaitedObjectMissing,
  duplicateObject, defaultClasses, readWriteManyOnEbs, ebsOnFargate, storageUnmountable, keptFileSystem, secretInTemplate, controllerMissing,
  loadBalancerSubnets, subnetsUntagged, instanceTargets, albListeners, albGroups, albRules, deletionProtection, autoModeAnnotations, appMesh,
  imageUser, imagePlatform, podIdentityUnsupported, podIdentityAgentMissing, groupWithoutPermissions, podSecurityGroupNodes, fargateSize,
  chartUnreachable, imageUnreachable, dnsUnreachable, apiUnreachable, subnetExhausted, quotaExceeded, builtInTwice,
];
