export { giveBackDailyVolume, takeDailyVolume, toTakeItem, type VolumeOutcome, type VolumeTake } from "./daily-volume";
export { pruneRequestCounters } from "./prune-request-counters";
export { countRefusal, REFUSALS_PER_MINUTE } from "./refused-rate";
export { countRequest, type RateUse } from "./request-rate";
export { countVisit, VISITS_PER_MINUTE } from "./visit-rate";
