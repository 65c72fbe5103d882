export { giveBackDailyVolume, takeDailyVolume, type VolumeOutcome, type VolumeTake } from "./daily-volume";
export { countRequest, type RateUse } from "./request-rate";
