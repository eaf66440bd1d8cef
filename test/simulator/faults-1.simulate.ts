import { faultsInMemory } from './suites';

faultsInMemory(1, 4);
