import { chooseOwner, type Team, teamOf } from './choose-owner';
import type { RoutingDecision } from './decision';
import { type Contender, totalWeight } from './fair-share';
import { isFull } from './judge-rep';
import { overrideOwner } from './override-owner';
import { refundShare } from './refund-share';
import { type Rep, type RepLoad, withLead } from './rep';
import type { RoutingRequest } from './routing-request';
import type { RoutingSettings } from './settings';

/** A rep's place while a batch is decided: each decision sees what the earlier ones gave. */
interface Desk extends Omit<Rep, 'load' | 'claim'> {
  load: RepLoad;
  readonly claim: { -readonly [Key in keyof Contender]: Contender[Key] };
}

/** What is remembered of a rep from one batch to the next. */
export interface Standing {
  readonly credit: number;
  readonly received: number;
  readonly last_turn: number | null;
}

/**
 * The reps of a role while a batch of leads is decided. The answer to "who may have this kind of lead" is kept until
 * somebody becomes full or free, so that a thousand leads over hundreds of reps cost little more than the choices.
 */
export class RoutingPool {
  private readonly desks: readonly Desk[];
  private readonly byId: ReadonlyMap<string, Desk>;
  private readonly teams = new Map<string, Team<Desk>>();

  /** @param turn number of the last decision of the role so far */
  constructor(
    reps: readonly Rep[],
    readonly settings: RoutingSettings,
    private turn: number,
  ) {
    this.desks = reps.map((rep) => ({ ...rep, claim: { ...rep.claim } }));
    this.byId = new Map(this.desks.map((desk) => [desk.user.id, desk]));
  }

  get reps(): readonly Rep[] {
    return this.desks;
  }

  get lastTurn(): number {
    return this.turn;
  }

  find(userId: string | null): Rep | undefined {
    return userId === null ? undefined : this.byId.get(userId);
  }

  /** What the rules say; nothing changes until `give`. */
  decide(request: RoutingRequest): RoutingDecision {
    return chooseOwner(request, this.desks, this.settings, (each) => this.teamFor(each));
  }

  /** @throws DomainError `OWNER_NOT_ALLOWED` */
  override(request: RoutingRequest, ownerId: string): RoutingDecision {
    return overrideOwner(request, this.desks, ownerId);
  }

  /** The lead is given: everybody in the running is credited their part, the owner charged the whole. @returns the decision's number */
  give({ owner_id, reason, running }: RoutingDecision): number {
    this.turn += 1;
    const owner = this.desk(owner_id);
    if (!owner) return this.turn;
    // Where nobody else was in the running the part is the whole, and a choice by hand has none.
    if (reason !== 'manual_override' && running.length > 1) this.share(running, owner);
    owner.claim.last_turn = this.turn;
    this.setLoad(owner, withLead(owner.load, this.turn));
    return this.turn;
  }

  /**
   * RT-04: a lead that counted for the rep's share is taken back: they are owed one more.
   * @returns how to undo it, when nobody else could take the lead
   */
  refund(userId: string): () => void {
    const claims = this.desks.filter(isStaff).map(({ claim }) => claim);
    const before = claims.map(({ credit }) => credit);
    const credits = refundShare(claims, userId);
    for (const claim of claims) claim.credit = credits.get(claim.user_id) ?? claim.credit;
    return () => claims.forEach((claim, index) => (claim.credit = before[index] ?? claim.credit));
  }

  /** The lead leaves the desk of its owner. */
  release(userId: string | null, credited: boolean): void {
    const desk = this.desk(userId);
    if (!desk) return;
    const { load } = desk;
    this.setLoad(desk, { ...load, open_opportunities: Math.max(0, load.open_opportunities - 1), received: credited ? load.received - 1 : load.received });
  }

  /** By user id, of everybody who ever had a part. */
  standings(): Map<string, Standing> {
    const had = this.desks.filter(({ claim, load }) => claim.credit !== 0 || load.received !== 0 || claim.last_turn !== null);
    return new Map(had.map(({ user, claim, load }) => [user.id, { credit: claim.credit, received: load.received, last_turn: claim.last_turn }]));
  }

  private desk(userId: string | null): Desk | undefined {
    return userId === null ? undefined : this.byId.get(userId);
  }

  private share(running: readonly string[], owner: Desk): void {
    const claims = running.flatMap((id) => this.byId.get(id)?.claim ?? []);
    const total = totalWeight(claims);
    for (const claim of claims) claim.credit += claim.weight / total;
    owner.claim.credit -= 1;
  }

  private teamFor(request: RoutingRequest): Team<Desk> {
    if (request.excluded.length > 0 || request.among) return teamOf(request, this.desks, this.settings);
    const key = [request.language, request.residence_country, request.program_family, request.complexity_tier].join('\n');
    const known = this.teams.get(key);
    if (known) return known;
    const team = teamOf(request, this.desks, this.settings);
    this.teams.set(key, team);
    return team;
  }

  /** Whoever becomes full or free changes who may have which lead. */
  private setLoad(desk: Desk, load: RepLoad): void {
    const before = isFull(desk);
    desk.load = load;
    if (before !== isFull(desk)) this.teams.clear();
  }
}

/** Who shares in what is given back: all who get leads at all. */
export function isStaff({ user }: Rep): boolean {
  return user.active && user.certified;
}
