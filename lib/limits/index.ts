export { giveBackDailyVolume, takeDailyVolume, type VolumeOutcome, type VolumeTake } from "./daily-volume";
export { pruneRequestCounters } from "./prune-request-counters";
export { countRequest, type RateUse } from "./request-rate";
