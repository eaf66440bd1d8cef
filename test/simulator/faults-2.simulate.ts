import { faultsInMemory } from './suites';

faultsInMemory(2, 4);
