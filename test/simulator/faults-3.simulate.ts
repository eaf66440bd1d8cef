import { faultsInMemory } from './suites';

faultsInMemory(3, 4);
