import type { CommunityZone } from '@community-crm/community-model';
import type { FrameKinds } from '../metrics';
import type { Store, WriteGate } from '../store';

/** What labels that follow from conditions are made from, and as of when. */
export interface LabellingInput {
  store: Store;
  gate: WriteGate;
  zone: CommunityZone;
  kinds: FrameKinds;
  /** Milliseconds. Changes are stamped with it. */
  asOf: number;
  /** Called between transactions; ends the work by throwing. */
  checkpoint?: () => Promise<void> | void;
}

/** Members who are looked at; null = everybody. */
export type Chosen = readonly number[] | null;
