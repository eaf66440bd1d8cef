import { shapes } from './shape-suites';

shapes('plain');
