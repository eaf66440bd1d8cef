/** The custom resources that the handler serves. A type can never change for a resource that is deployed. */
export const OBJECTS_RESOURCE = 'Custom::StrataObjects';
export const HELM_RELEASE_RESOURCE = 'Custom::StrataHelmRelease';
export const VALUE_RESOURCE = 'Custom::StrataValue';
export const PRUNE_RESOURCE = 'Custom::StrataSweep';
