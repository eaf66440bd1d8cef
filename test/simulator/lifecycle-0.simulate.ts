import { lifecycles } from './suites';

lifecycles(0, 4);
