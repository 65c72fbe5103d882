import type { Role } from "@/lib/runtime";
import {
  activeWith,
  arePair,
  at,
  eligible,
  type Member,
  type Operation,
  type Person,
  rolesNow,
  type State,
  whoWouldBeMissing,
} from "./state";
import type { Request, Step } from "./steps";

/** An hour. */
const SENT_AGAIN = 3;

/** Does a step in the model: what a request is answered, `accepted` or a code, with what became of what was decided on. */
export function foretell(state: State, step: Step): string | null {
  switch (step.kind) {
    case "come":
      come(at(state.people, step.about));
      return null;
    case "lapse": {
      const { member } = at(state.people, step.about);
      if (member?.status === "invited") member.isLapsed = true;
      return null;
    }
    case "three-days":
      for (const control of state.controls) control.isLate = true;
      for (const { member } of state.people) if (member) member.cameLately = false;
      return null;
    default:
      return request(state, step);
  }
}

function come(person: Person): void {
  const { member } = person;
  if (member?.status === "invited" && !member.isLapsed) {
    Object.assign(member, { status: "active", hasCome: true, cameLately: true });
  }
  if (member?.status === "active") person.isSignedIn = true;
}

function request(state: State, step: Request): string {
  const asker = at(state.people, step.by);
  if (!asker.isStaff && (!asker.isSignedIn || asker.member?.status !== "active")) return "auth.session-ended";
  if (step.kind === "decide") return decide(state, step);
  if (!rolesNow(asker).includes("admin")) return "auth.forbidden";
  if (step.kind === "ask") return ask(state, step);
  const about = at(state.people, step.about);
  const { member } = about;
  if (!member || member.status === "removed") return "people.not-member";
  switch (step.kind) {
    case "resend":
      if (member.status !== "invited") return "people.not-invited";
      if (about.sentAgain >= SENT_AGAIN) return "people.invited-too-often";
      about.sentAgain++;
      member.isLapsed = false;
      return "accepted";
    case "withdraw":
      if (member.status !== "invited") return "people.not-invited";
      return leave(about, "removed");
    case "suspend":
      if (member.status === "suspended") return "people.already-suspended";
      return whoWouldBeMissing(state, step.about, []) ?? leave(about, "suspended");
    case "narrow": {
      const { roles } = step;
      const isNarrower = roles.length < member.roles.length && isWithin(roles, member.roles);
      if (!isNarrower) return "people.roles-not-narrower";
      const missing = whoWouldBeMissing(state, step.about, roles);
      if (!missing) member.roles = roles;
      return missing ?? "accepted";
    }
  }
}

function leave(person: Person, status: "suspended" | "removed"): string {
  if (person.member) person.member.status = status;
  person.isSignedIn = false;
  return "accepted";
}

function ask(state: State, { by, type, about, roles }: Extract<Request, { kind: "ask" }>): string {
  const { member, isKnown } = at(state.people, about);
  const code = whyNotAsked(state, type, about, member, roles);
  if (code) return code;
  state.operations.push({
    type,
    maker: by,
    about,
    before: member?.roles ?? [],
    after: roles,
    isOfNobody: !isKnown,
    status: "pending",
    failure: null,
  });
  return "accepted";
}

function whyNotAsked(
  state: State,
  type: Operation["type"],
  about: number,
  member: Member | null,
  roles: readonly Role[],
): string | null {
  if (type === "invite") return isHere(member) ? "people.already-member" : null;
  if (!member || member.status === "removed") return "people.not-member";
  if (type === "reinstate") return member.status === "suspended" ? null : "people.not-suspended";
  if (type === "remove") return whoWouldBeMissing(state, about, []);
  const isWider = roles.length > member.roles.length && isWithin(member.roles, roles);
  return isWider ? null : "people.roles-not-wider";
}

function decide(state: State, { by, operation: place, approve }: Extract<Request, { kind: "decide" }>): string {
  const decider = at(state.people, by);
  const operation = at(state.operations, place);
  const roles = rolesNow(decider);
  if (!roles.includes("admin") && !roles.includes("checker")) return "auth.forbidden";
  const about = operation.isOfNobody ? null : operation.about;
  if (decider.isStaff) {
    // Of what was approved they learn that it was.
    const isApproved = operation.status === "completed" || operation.status === "failed";
    const standsIn =
      isApproved || activeWith(state, "checker").length < 2 || eligible(state, operation.maker, about).length === 0;
    if (!standsIn) return "operations.not-found";
    if (!roles.includes("checker")) return "auth.forbidden";
  }
  if (operation.maker === by) return "operations.own-operation";
  if (about === by) return "operations.about-yourself";
  if (operation.status !== "pending") return "operations.already-decided";
  if (arePair(state, by, operation.maker)) return "operations.controlled-identity";
  if (!approve) {
    operation.status = "rejected";
    return "accepted: rejected";
  }
  operation.failure = apply(state, operation);
  operation.status = operation.failure ? "failed" : "completed";
  return `accepted: ${operation.failure ?? "completed"}`;
}

/** What an approved request does; why it cannot happen any more, or null. */
function apply(state: State, operation: Operation): string | null {
  const { type, maker, about, before, after } = operation;
  const person = at(state.people, about);
  const { member } = person;
  if (!activeWith(state, "admin").includes(maker)) return "people.maker-left";
  if (type === "invite") return invite(state, operation, person);
  if (!member || member.status === "removed") return "people.not-member";
  if (type === "roles") {
    if (!isWithin(before, member.roles) || !isWithin(member.roles, before)) return "people.changed-meanwhile";
    member.roles = after;
    return null;
  }
  if (type === "reinstate") {
    if (member.status !== "suspended") return "people.not-suspended";
    Object.assign(member, member.hasCome ? { status: "active" } : { status: "invited", isLapsed: false });
    return null;
  }
  const missing = whoWouldBeMissing(state, about, []);
  if (!missing) leave(person, "removed");
  return missing;
}

function invite(state: State, operation: Operation, person: Person): string | null {
  // Somebody else's request has made the person of this phone meanwhile.
  if (operation.isOfNobody && person.isKnown) return "people.changed-meanwhile";
  if (isHere(person.member)) return "people.already-member";
  Object.assign(person, { isKnown: true });
  operation.isOfNobody = false;
  const fresh = { isLapsed: false, hasCome: false, cameLately: false };
  person.member = { status: "invited", roles: operation.after, invitedBy: operation.maker, ...fresh };
  state.controls.push({ person: operation.about, controller: operation.maker, isLate: false });
  return null;
}

const isHere = (member: Member | null) =>
  member !== null && member.status !== "removed" && !(member.status === "invited" && member.isLapsed);

const isWithin = (some: readonly Role[], all: readonly Role[]) => some.every((role) => all.includes(role));
