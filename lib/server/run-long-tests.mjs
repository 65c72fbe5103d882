import { runApiRequests } from "./testing/run-api-requests.mjs";
import { runModel } from "./testing/run-model.mjs";
import { runStages } from "./testing/run-stages.mjs";

/** `npm run test:long`: what takes too long for each change and says more than a slice of it. Add a stage to the list. */
export function runLongTests() {
  return runStages("npm run test:long", "long-run", [
    ["Any request of the API", runApiRequests],
    ["The model of the verbs", runModel],
  ]);
}
