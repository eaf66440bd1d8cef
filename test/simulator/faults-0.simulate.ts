import { faultsInMemory } from './suites';

faultsInMemory(0, 4);
