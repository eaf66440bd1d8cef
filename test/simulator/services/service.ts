import { Fields } from '../../handler/api-fields';
import { Account, Item } from '../account';

/** Who asks a service for something. */
export interface Caller {
  readonly account: Account;
  readonly stack: string;
  readonly logicalId: string;
}

/**
 * A resource type as its service behaves. What is not said here does not exist: an attribute without a row is an error, a type without a
 * row, too.
 */
export interface Service {
  /** What `Ref` gives. Two of one id are refused. */
  readonly id: (properties: Fields, caller: Caller) => string;
  readonly attributes?: (properties: Fields, id: string, caller: Caller) => Fields;
  /** Ids of what it uses: they cannot be deleted before it. */
  readonly uses?: (properties: Fields) => readonly unknown[];
  /** What the service answers instead of doing its work, at creation and at a change. */
  readonly refusal?: (properties: Fields, caller: Caller, before?: Item) => string | undefined;
  /** What else happens once it is there. */
  readonly made?: (item: Item, caller: Caller) => Promise<void> | void;
  readonly changed?: (item: Item, before: Fields, caller: Caller) => Promise<void> | void;
  /** Why it cannot be deleted now. */
  readonly kept?: (item: Item, account: Account) => string | undefined;
  readonly gone?: (item: Item, account: Account) => Promise<void> | void;
}

export const text = (properties: Fields, name: string): string => String(properties[name] ?? '');
export const list = (properties: Fields, name: string): unknown[] => (Array.isArray(properties[name]) ? properties[name] : []);

/** A name that CloudFormation makes where the template gives none. Source: CloudFormation User Guide, name type. */
export const named =
  (property: string) =>
  (properties: Fields, { account, stack, logicalId }: Caller): string =>
    properties[property] === undefined ? `${stack}-${logicalId.slice(0, 24)}-${account.fresh('')}` : text(properties, property);

/** An id that the service makes. */
export const fresh =
  (prefix: string) =>
  (_: Fields, { account }: Caller): string =>
    account.fresh(prefix);

/** What must be there, by type and id. */
export const missing = ({ account }: Caller, type: string, ids: readonly unknown[]): string | undefined => {
  const absent = ids.filter((id) => id !== undefined && !account.get(type, id));
  return absent.length > 0 ? `the ${type.split('::').pop()} ID '${absent.join(', ')}' does not exist` : undefined;
};

/** The first answer that is not success. */
export const first = (...answers: readonly (string | undefined)[]): string | undefined => answers.find((answer) => answer !== undefined);
