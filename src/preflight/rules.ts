import { Rule } from './rule';
import { accessEntryByEks } from './rules/access-entry-by-eks.rules';
import { accessEntry } from './rules/access-entry.rules';
import { addonSettings } from './rules/addon-settings.rules';
import { addonUnknown } from './rules/addon-unknown.rules';
import { addressFamilyUnsupported } from './rules/address-family-unsupported.rules';
import { albAction } from './rules/alb-action.rules';
import { albGroups } from './rules/alb-group-name.rules';
import { albListeners } from './rules/alb-listeners.rules';
import { albOtherRegion } from './rules/alb-other-region.rules';
import { albRules } from './rules/alb-rules.rules';
import { annotationIgnored } from './rules/annotation-ignored.rules';
import { annotationsTooLarge } from './rules/annotations-too-large.rules';
import { anonymousAccess } from './rules/anonymous-access.rules';
import { antiAffinityPlaces } from './rules/anti-affinity-places.rules';
import { apiNotServed } from './rules/api-not-served.rules';
import { apiRemovedNext } from './rules/api-removed-next.rules';
import { apiRemoved } from './rules/api-removed.rules';
import { apiUnreachable } from './rules/api-unreachable.rules';
import { appMesh } from './rules/app-mesh-ended.rules';
import { attributesClassMissing } from './rules/attributes-class-missing.rules';
import { autoModeAnnotations } from './rules/auto-mode-annotations.rules';
import { autoModeTags } from './rules/auto-mode-tags.rules';
import { autoscalerFixedReplicas } from './rules/autoscaler-fixed-replicas.rules';
import { autoscalerRange } from './rules/autoscaler-range.rules';
import { autoscalerRequestMissing } from './rules/autoscaler-request-missing.rules';
import { autoscalersOverlap } from './rules/autoscalers-overlap.rules';
import { awaitedObjectMissing } from './rules/awaited-object-missing.rules';
import { builtInTwice } from './rules/built-in-twice.rules';
import { capacityExceeded } from './rules/capacity-exceeded.rules';
import { chartUnreachable } from './rules/chart-unreachable.rules';
import { claimMissing } from './rules/claim-missing.rules';
import { claimSmallerThanSource } from './rules/claim-smaller-than-source.rules';
import { claimUnbound } from './rules/claim-unbound.rules';
import { claimUnused } from './rules/claim-unused.rules';
import { clusterAdminBinding } from './rules/cluster-admin-binding.rules';
import { clusterElsewhere } from './rules/cluster-elsewhere.rules';
import { clusterEncryption } from './rules/cluster-encryption.rules';
import { clusterEndpoint } from './rules/cluster-endpoint.rules';
import { clusterGroupsTwice } from './rules/cluster-groups-twice.rules';
import { clusterNameTaken } from './rules/cluster-name-taken.rules';
import { clusterRoleTrust } from './rules/cluster-role-trust.rules';
import { clusterSubnets } from './rules/cluster-subnets.rules';
import { clusterVersion } from './rules/cluster-version.rules';
import { clusterZone } from './rules/cluster-zone.rules';
import { configKeyMissing } from './rules/config-key-missing.rules';
import { configMapMissing } from './rules/config-map-missing.rules';
import { cronSchedule } from './rules/cron-schedule.rules';
import { daemonSetNowhere } from './rules/daemon-set-nowhere.rules';
import { daemonSetOnFargate } from './rules/daemon-set-on-fargate.rules';
import { dataTooLarge } from './rules/data-too-large.rules';
import { defaultClassMissing } from './rules/default-class-missing.rules';
import { defaultClasses } from './rules/default-classes.rules';
import { disruptionBudgetBlocks } from './rules/disruption-budget-blocks.rules';
import { disruptionBudgetsOverlap } from './rules/disruption-budgets-overlap.rules';
import { dnsUnreachable } from './rules/dns-unreachable.rules';
import { duplicateObject } from './rules/duplicate-object.rules';
import { ebsOnFargate } from './rules/ebs-on-fargate.rules';
import { emptyDirTooLarge } from './rules/empty-dir-too-large.rules';
import { fargateKubeletPort } from './rules/fargate-kubelet-port.rules';
import { fargateRestricted } from './rules/fargate-restricted.rules';
import { fargateSize } from './rules/fargate-size.rules';
import { fieldRemoved } from './rules/field-removed.rules';
import { gatewayClassMissing } from './rules/gateway-class-missing.rules';
import { governingServiceMissing } from './rules/governing-service-missing.rules';
import { groupWithoutPermissions } from './rules/group-without-permissions.rules';
import { hostPortConflict } from './rules/host-port-conflict.rules';
import { iamSize } from './rules/iam-size.rules';
import { identityAnnotationMissing } from './rules/identity-annotation-missing.rules';
import { identityTrust } from './rules/identity-trust.rules';
import { imageLatest } from './rules/image-latest.rules';
import { imageParameterUnknown } from './rules/image-parameter-unknown.rules';
import { imagePlatform } from './rules/image-platform.rules';
import { imageUnreachable } from './rules/image-unreachable.rules';
import { imageUser } from './rules/image-user.rules';
import { ingressClassMissing } from './rules/ingress-class-missing.rules';
import { instanceTargets } from './rules/instance-target-on-fargate.rules';
import { instanceTypeUnknown } from './rules/instance-type-unknown.rules';
import { karpenterNodesTooFew } from './rules/karpenter-nodes-too-few.rules';
import { keptClaim } from './rules/kept-claim.rules';
import { keptFileSystem } from './rules/kept-file-system.rules';
import { kindMissing } from './rules/kind-missing.rules';
import { kindUnknown } from './rules/kind-unknown.rules';
import { labelInvalid } from './rules/label-invalid.rules';
import { loadBalancerAttributeUnknown } from './rules/load-balancer-attribute-unknown.rules';
import { controllerMissing } from './rules/load-balancer-controller-missing.rules';
import { loadBalancerName } from './rules/load-balancer-name.rules';
import { deletionProtection } from './rules/load-balancer-protected.rules';
import { loadBalancerSingleStack } from './rules/load-balancer-single-stack.rules';
import { loadBalancerSubnets } from './rules/load-balancer-subnets.rules';
import { malformedObject } from './rules/malformed-object.rules';
import { malformedQuantity } from './rules/malformed-quantity.rules';
import { managedPolicyUnknown } from './rules/managed-policy-unknown.rules';
import { metricsMissing } from './rules/metrics-missing.rules';
import { nameInvalid } from './rules/name-invalid.rules';
import { namespaceMissing } from './rules/namespace-missing.rules';
import { networkPolicyCutsDns } from './rules/network-policy-cuts-dns.rules';
import { networkPolicyCutsLoadBalancer } from './rules/network-policy-cuts-load-balancer.rules';
import { networkPolicyUnenforced } from './rules/network-policy-unenforced.rules';
import { noAdministrator } from './rules/no-administrator.rules';
import { nodeGroupImage } from './rules/node-group-image.rules';
import { nodeGroupSizes } from './rules/node-group-sizes.rules';
import { nodeGroupTemplate } from './rules/node-group-template.rules';
import { nodeGroupUpdate } from './rules/node-group-update.rules';
import { nodeGroupVersion } from './rules/node-group-version.rules';
import { nodeRole } from './rules/node-role.rules';
import { nodeSubnets } from './rules/node-subnets.rules';
import { nodesMayBeZero } from './rules/nodes-may-be-zero.rules';
import { nodesMissing } from './rules/nodes-missing.rules';
import { objectTooLarge } from './rules/object-too-large.rules';
import { orderImpossible } from './rules/order-impossible.rules';
import { podAffinityUnmatched } from './rules/pod-affinity-unmatched.rules';
import { podFitsNoNode } from './rules/pod-fits-no-node.rules';
import { podIdentityAgentMissing } from './rules/pod-identity-agent-missing.rules';
import { podIdentityUnsupported } from './rules/pod-identity-unsupported.rules';
import { podNetworkMissing } from './rules/pod-network-missing.rules';
import { podSecurityGroupNodes } from './rules/pod-security-group-nodes.rules';
import { podSecurityGroupOff } from './rules/pod-security-group-off.rules';
import { podSecurity } from './rules/pod-security.rules';
import { preStopTooLong } from './rules/pre-stop-too-long.rules';
import { priorityClassMissing } from './rules/priority-class-missing.rules';
import { privilegedWorkload } from './rules/privileged-workload.rules';
import { probePortMissing } from './rules/probe-port-missing.rules';
import { quotaExceeded } from './rules/quota-exceeded.rules';
import { readWriteManyOnEbs } from './rules/read-write-many-on-ebs.rules';
import { readWriteOncePod } from './rules/read-write-once-pod.rules';
import { readWriteOnceShared } from './rules/read-write-once-shared.rules';
import { readinessProbeMissing } from './rules/readiness-probe-missing.rules';
import { registryOutsideChina } from './rules/registry-outside-china.rules';
import { requestAboveLimit } from './rules/request-above-limit.rules';
import { resourceQuota } from './rules/resource-quota.rules';
import { restartPolicy } from './rules/restart-policy.rules';
import { roleMissing } from './rules/role-missing.rules';
import { roleRuleUnknown } from './rules/role-rule-unknown.rules';
import { rolloutImpossible } from './rules/rollout-impossible.rules';
import { routeTwice } from './rules/route-twice.rules';
import { runtimeClassMissing } from './rules/runtime-class-missing.rules';
import { scaleTargetMissing } from './rules/scale-target-missing.rules';
import { secretInTemplate } from './rules/secret-in-template.rules';
import { secretLiteral } from './rules/secret-literal.rules';
import { secretMissing } from './rules/secret-missing.rules';
import { selectorMismatch } from './rules/selector-mismatch.rules';
import { selectsNothing } from './rules/selects-nothing.rules';
import { serviceAccountMissing } from './rules/service-account-missing.rules';
import { serviceInput } from './rules/service-input.rules';
import { serviceIpFamily } from './rules/service-ip-family.rules';
import { serviceMissing } from './rules/service-missing.rules';
import { servicePortMissing } from './rules/service-port-missing.rules';
import { servicePorts } from './rules/service-ports.rules';
import { storageClassBinding } from './rules/storage-class-binding.rules';
import { storageClassMissing } from './rules/storage-class-missing.rules';
import { storageUnmountable } from './rules/storage-unmountable.rules';
import { subjectMissing } from './rules/subject-missing.rules';
import { subnetAddressFamily } from './rules/subnet-address-family.rules';
import { subnetExhausted } from './rules/subnet-exhausted.rules';
import { subnetsUntagged } from './rules/subnets-untagged.rules';
import { targetPortMissing } from './rules/target-port-missing.rules';
import { topologySpread } from './rules/topology-spread.rules';
import { unreadableObject } from './rules/unreadable-object.rules';
import { versionUnknown } from './rules/version-unknown.rules';
import { volumeUndefined } from './rules/volume-undefined.rules';
import { webhookPortClosed } from './rules/webhook-port-closed.rules';
import { wildcardRole } from './rules/wildcard-role.rules';

/** All rules, in the order in which they are reported. */
export const RULES: readonly Rule[] = [
  malformedObject, malformedQuantity, servicePorts, unreadableObject,
  annotationIgnored, apiNotServed, apiRemoved, apiRemovedNext, fieldRemoved, kindUnknown,
  accessEntry, addonSettings, addonUnknown, appMesh, builtInTwice, clusterEndpoint, clusterRoleTrust, clusterSubnets, clusterVersion,
  groupWithoutPermissions, identityAnnotationMissing, identityTrust, imageParameterUnknown, imageUser, imagePlatform, instanceTypeUnknown,
  managedPolicyUnknown, noAdministrator, nodeGroupImage, nodeGroupSizes, nodeGroupTemplate, nodeGroupVersion, nodeRole, nodeSubnets,
  podIdentityAgentMissing, podIdentityUnsupported, podNetworkMissing, podSecurityGroupNodes, accessEntryByEks, clusterElsewhere,
  clusterNameTaken, clusterEncryption, autoModeTags, nodeGroupUpdate, versionUnknown, addressFamilyUnsupported, clusterZone,
  subnetAddressFamily, serviceInput,
  antiAffinityPlaces, capacityExceeded, daemonSetNowhere, daemonSetOnFargate, fargateRestricted, fargateSize, hostPortConflict,
  nodesMayBeZero, karpenterNodesTooFew, nodesMissing, podAffinityUnmatched, podFitsNoNode, topologySpread,
  attributesClassMissing, awaitedObjectMissing, claimMissing, configKeyMissing, configMapMissing, duplicateObject, gatewayClassMissing,
  governingServiceMissing, ingressClassMissing, kindMissing, controllerMissing, metricsMissing, namespaceMissing, priorityClassMissing,
  probePortMissing, roleMissing, runtimeClassMissing, scaleTargetMissing, secretMissing, selectorMismatch, selectsNothing,
  serviceAccountMissing, serviceMissing, servicePortMissing, storageClassMissing, subjectMissing, targetPortMissing, volumeUndefined,
  claimSmallerThanSource, claimUnbound, claimUnused, defaultClassMissing, defaultClasses, ebsOnFargate, emptyDirTooLarge, keptClaim,
  keptFileSystem, readWriteManyOnEbs, readWriteOncePod, readWriteOnceShared, storageClassBinding, storageUnmountable,
  autoscalerFixedReplicas, autoscalerRange, autoscalerRequestMissing, autoscalersOverlap, cronSchedule, disruptionBudgetBlocks,
  disruptionBudgetsOverlap, orderImpossible, readinessProbeMissing, restartPolicy, rolloutImpossible, preStopTooLong,
  albAction, albGroups, albListeners, albOtherRegion, apiUnreachable, autoModeAnnotations, chartUnreachable, clusterGroupsTwice,
  dnsUnreachable, fargateKubeletPort, imageUnreachable, instanceTargets, loadBalancerAttributeUnknown, deletionProtection,
  loadBalancerSubnets, networkPolicyCutsDns, networkPolicyCutsLoadBalancer, networkPolicyUnenforced, subnetExhausted, subnetsUntagged,
  podSecurityGroupOff, routeTwice, webhookPortClosed, loadBalancerSingleStack, serviceIpFamily, registryOutsideChina,
  anonymousAccess, clusterAdminBinding, imageLatest, podSecurity, privilegedWorkload, secretInTemplate, secretLiteral, roleRuleUnknown,
  wildcardRole,
  albRules, annotationsTooLarge, dataTooLarge, iamSize, labelInvalid, loadBalancerName, nameInvalid, requestAboveLimit, resourceQuota,
  objectTooLarge, quotaExceeded,
];
