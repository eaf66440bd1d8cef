import { InventoryData } from './inventory-data';

const watchers: ((data: InventoryData) => void)[] = [];

/** Tells a room further down of every inventory: called once when that room is loaded, so that this one need not know it. */
export function whenInventoryIsMade(watcher: (data: InventoryData) => void): void {
  watchers.push(watcher);
}

export function tellWatchers(data: InventoryData): void {
  watchers.forEach((watcher) => watcher(data));
}
