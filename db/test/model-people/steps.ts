import type { Role } from "@/lib/runtime";
import type { Random } from "../model/random";
import { at, rolesNow, type State } from "./state";

/** What somebody asks for; people and requests are named by their places. */
export type Request =
  | {
      readonly kind: "ask";
      readonly by: number;
      readonly type: "invite" | "roles" | "reinstate" | "remove";
      readonly about: number;
      readonly roles: readonly Role[];
    }
  | { readonly kind: "narrow"; readonly by: number; readonly about: number; readonly roles: readonly Role[] }
  | { readonly kind: "suspend" | "withdraw" | "resend"; readonly by: number; readonly about: number }
  | { readonly kind: "decide"; readonly by: number; readonly operation: number; readonly approve: boolean };

/** What happens around them: somebody comes (signs in, for the first time too), an invitation's time is over, three days go by. */
export type Event = { readonly kind: "come" | "lapse"; readonly about: number } | { readonly kind: "three-days" };

/** One step of a run. */
export type Step = Request | Event;

const WEIGHTS = {
  decide: 32,
  invite: 14,
  come: 14,
  roles: 9,
  narrow: 7,
  suspend: 5,
  reinstate: 6,
  remove: 5,
  withdraw: 3,
  resend: 3,
  lapse: 2,
  "three-days": 2,
} as const;

const ROLES: readonly Role[] = ["admin", "maker", "checker", "viewer"];

/** What is done next: mostly what is legal, often just what is not. The seed and the model alone decide. */
export function nextStep(random: Random, state: State): Step {
  const kind = random.weighted(WEIGHTS);
  switch (kind) {
    case "three-days":
      return { kind };
    case "come":
      return { kind, about: anybody(random, state, ({ member }) => member?.status === "invited") };
    case "lapse":
      return { kind, about: anybody(random, state, ({ member }) => member?.status === "invited") };
    case "decide": {
      const open = places(state.operations, ({ status }) => status === "pending");
      if (state.operations.length === 0) return { kind: "three-days" };
      const operation =
        open.length > 0 && random.chance(88) ? random.pick(open) : random.below(state.operations.length);
      const decides = (one: State["people"][number]) =>
        rolesNow(one).some((role) => role === "checker" || role === "admin");
      return { kind, by: anybody(random, state, decides, 92), operation, approve: random.chance(85) };
    }
    case "invite":
    case "roles":
    case "reinstate":
    case "remove": {
      const about = whom(random, state, kind);
      const roles = kind === "roles" ? wider(random, state, about) : pickRoles(random);
      return { kind: "ask", by: admin(random, state), type: kind, about, roles };
    }
    case "narrow": {
      const about = whom(random, state, "roles");
      return { kind, by: admin(random, state), about, roles: narrower(random, state, about) };
    }
    case "suspend":
      return { kind, by: admin(random, state), about: whom(random, state, "roles") };
    case "withdraw":
    case "resend":
      return {
        kind,
        by: admin(random, state),
        about: anybody(random, state, ({ member }) => member?.status === "invited"),
      };
  }
}

/** One who fits, or now and then anybody; nobody of the issuer unless they fit. */
function anybody(random: Random, state: State, fits: (one: State["people"][number]) => boolean, percent = 85): number {
  const fitting = places(state.people, fits);
  const home = places(state.people, ({ isStaff }) => !isStaff);
  return fitting.length > 0 && random.chance(percent) ? random.pick(fitting) : random.pick(home);
}

const admin = (random: Random, state: State) =>
  anybody(random, state, (one) => !one.isStaff && rolesNow(one).includes("admin"), 95);

type Subject = "invite" | "roles" | "reinstate" | "remove";
const STANDING: Readonly<Record<Subject, readonly unknown[]>> = {
  invite: [undefined, "removed"],
  roles: ["active"],
  reinstate: ["suspended"],
  remove: ["active"],
};

const whom = (random: Random, state: State, type: Subject) =>
  anybody(random, state, ({ isStaff, member }) => !isStaff && STANDING[type].includes(member?.status));

function pickRoles(random: Random): Role[] {
  const roles = ROLES.filter(() => random.chance(45));
  return roles.length > 0 ? roles : [random.pick(ROLES)];
}

function wider(random: Random, state: State, about: number): Role[] {
  const has = at(state.people, about).member?.roles ?? [];
  return random.chance(85) ? ROLES.filter((role) => has.includes(role) || random.chance(40)) : pickRoles(random);
}

function narrower(random: Random, state: State, about: number): Role[] {
  const has = at(state.people, about).member?.roles ?? [];
  const left = has.filter(() => random.chance(60));
  return left.length > 0 && random.chance(90) ? left : pickRoles(random);
}

function places<T>(list: readonly T[], holds: (entry: T) => boolean): number[] {
  return list.flatMap((entry, place) => (holds(entry) ? [place] : []));
}
