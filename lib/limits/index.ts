export { giveBackDailyVolume, takeDailyVolume, type VolumeOutcome, type VolumeTake } from "./daily-volume";
export { pruneRequestCounters } from "./prune-request-counters";
export { countRequest, type RateUse } from "./request-rate";
export { countVisit, VISITS_PER_MINUTE } from "./visit-rate";
